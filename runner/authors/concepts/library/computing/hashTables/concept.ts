import { concept } from "../../../concept.ts";
import { list, number } from "../../../parameters.ts";

/** The keys of each bucket, in the order of their coming. */
function bucketsOf(keys: readonly number[], buckets: number): number[][] {
  return Array.from({ length: buckets }, (_, at) => keys.filter((key) => key % buckets === at));
}

const longest = (keys: readonly number[], buckets: number): number =>
  Math.max(...bucketsOf(keys, buckets).map(({ length }) => length));

/** The key that is looked up: the last one. */
const wanted = (keys: readonly number[]): number => keys.at(-1) ?? 0;

export const hashTables = concept({
  key: "hash-tables",
  title: "Hash tables",
  names: [
    "hash table",
    "hash tables",
    "hash map",
    "hashing",
    "hash function",
    "how a dictionary in Python works",
    "hash collisions and chaining",
  ],
  folder: import.meta.dirname,
  parameters: {
    keys: list({
      fallback: [42, 17, 8, 29, 63, 11, 36, 50],
      least: 0,
      most: 999,
      whole: true,
      lengths: [4, 9],
      called: "keys to store",
    }),
    buckets: number({
      fallback: 7,
      least: 5,
      most: 10,
      whole: true,
      said: ["buckets", "slots", "bins", "modulo", "mod", "m"],
    }),
  },
  refuse: ({ keys, buckets }) =>
    new Set(keys).size < keys.length
      ? "A key is stored once: give keys that are all different."
      : longest(keys, buckets) > 4
        ? `With ${buckets} buckets more than four of these keys fall into the same one: choose other keys or another number of buckets.`
        : null,
  scenes: [
    {
      key: "question",
      title: "Where did I put it?",
      goal: "Looking through a list takes as long as the list.",
      narration: ({ keys }) =>
        `[[row]] Here are ${keys.length} keys, put down as they came. [[ask]] Is ${wanted(keys)} among them? [[walk]] In a plain list we look at one after another: ${keys.length} looks. [[better]] Could the key itself tell us where it lies?`,
    },
    {
      key: "function",
      title: "The key says where",
      goal: "A hash function turns a key into the number of a bucket.",
      narration: ({ keys, buckets }) => {
        const [first = 0, second = 0] = keys;
        return `Take a row of ${buckets} buckets, [[buckets]] numbered from zero. [[first]] Divide the key by ${buckets} and keep the remainder: for ${first} it is ${first % buckets}, so ${first} goes into bucket ${first % buckets}.
          [[second]] For ${second} it is ${second % buckets}. [[name]] Such a rule is called a hash function: the same key always gets the same bucket.`;
      },
    },
    {
      key: "insert",
      title: "All of them",
      goal: "Put all keys into the table; keys of the same bucket make a chain.",
      narration: ({ keys, buckets }) => {
        const crowded = bucketsOf(keys, buckets).findIndex((bucket) => bucket.length > 1);
        const collision =
          crowded < 0
            ? "Here no two keys met: that is luck."
            : `Here ${bucketsOf(keys, buckets)[crowded]?.slice(0, 2).join(" and ")} met in bucket ${crowded}.`;
        return `[[run]] Now all keys find their buckets, one after the other. Sometimes two keys want the same bucket: this is a collision. They simply queue up there in a chain. [[collision]] ${collision}`;
      },
    },
    {
      key: "lookup",
      title: "Finding again",
      goal: "A look-up computes the bucket and walks its chain only.",
      narration: ({ keys, buckets }) => {
        const key = wanted(keys);
        const looks = (bucketsOf(keys, buckets)[key % buckets]?.indexOf(key) ?? 0) + 1;
        return `Now look for ${key} again. [[hash]] The remainder is ${key % buckets}, so it can only be in bucket ${key % buckets}. [[chain]] There we go along the chain: ${looks === 1 ? "one look is enough" : `${looks} looks are enough`}, instead of ${keys.length}. [[others]] All other buckets are
          never touched.`;
      },
    },
    {
      key: "load",
      title: "Not too full",
      goal: "Chains grow with the load; more buckets make them short again.",
      narration: ({ keys, buckets }) =>
        `What if many more keys come? [[load]] On average a chain holds the number of keys divided by that of buckets: here ${keys.length} over ${buckets}. [[grow]] When that gets too large, one takes about twice as many buckets, and every key moves
         to its new place. [[short]] The longest chain had ${longest(keys, buckets)}, now it has ${longest(keys, 2 * buckets + 1)}.`,
    },
    {
      key: "learned",
      title: "What we learned",
      goal: "Say in one sentence what a hash table does.",
      narration: () =>
        `[[steps]] From the key to a number, from the number to a bucket, and there it lies. [[sentence]] A hash table computes from a key where it belongs, so that finding it takes about the same short time, however many keys there are.`,
    },
  ],
});
