// How many scenes somebody wants is a wish: neighbours are joined and full scenes divided as far as the material bears it.
import type { Show, Storyboard } from "./storyboard.ts";

/** A question, an argument and a result: with less it is no explanation. */
const fewestScenes = 3;
/** About 45 seconds of speech. */
const mostWords = 110;

/** The scenes, nearer to `wanted` in number; as they are where nothing is wished. */
export function withSceneCount(boards: readonly Storyboard[], wanted: number | undefined): Storyboard[] {
  let scenes = [...boards];
  if (wanted === undefined) return scenes;
  const target = Math.max(fewestScenes, wanted);
  while (scenes.length > target) {
    const pairs = scenes.slice(1).flatMap((second, index) => {
      const first = scenes[index];
      return first && joinable(first, second)
        ? [{ index, first, second, words: wordsOf(first) + wordsOf(second) }]
        : [];
    });
    const shortest = pairs.sort((one, other) => one.words - other.words)[0];
    if (!shortest) break;
    scenes = scenes.toSpliced(shortest.index, 2, joined(shortest.first, shortest.second));
  }
  while (scenes.length < target) {
    const longest = scenes
      .flatMap((scene, index) => (isDivisible(scene) ? [{ index, scene, words: wordsOf(scene) }] : []))
      .sort((one, other) => other.words - one.words)[0];
    if (!longest) break;
    const keys = new Set(scenes.map(({ key }) => key));
    scenes = scenes.toSpliced(longest.index, 1, ...divided(longest.scene, keys));
  }
  return scenes;
}

/** A picture or a card has its frame to itself. */
function joinable(first: Storyboard, second: Storyboard): boolean {
  return ![first, second].some(hasPicture) && wordsOf(first) + wordsOf(second) <= mostWords;
}

function joined(first: Storyboard, second: Storyboard): Storyboard {
  const [opening, ...rest] = second.beats;
  const beats = opening && repeats(first, opening.show) ? rest : second.beats;
  const title = first.title === second.title ? first.title : `${first.title}, ${second.title}`;
  return {
    ...first,
    title: title.length <= 60 ? title : first.title,
    goal: first.goal === second.goal ? first.goal : `${first.goal}; ${second.goal}`.slice(0, 1000),
    claims: [...first.claims, ...second.claims].slice(0, 20),
    beats: [...first.beats, ...beats],
  };
}

/** Whether a scene only begins with the line on which the one before it ended. */
function repeats(before: Storyboard, opening: readonly Show[]): boolean {
  const [only, more] = opening;
  return only?.do === "formula" && !more && only.tex === lastLine(before.beats);
}

function isDivisible(scene: Storyboard): boolean {
  return !hasPicture(scene) && scene.beats.length >= (lastLine(scene.beats) === undefined ? 2 : 3);
}

/** A derivation goes on in a scene that first shows where it stands. */
function divided(scene: Storyboard, keys: ReadonlySet<string>): Storyboard[] {
  const steps = scene.beats.some(({ show }) => show.some((shown) => shown.do === "step"));
  const middle = Math.ceil((scene.beats.length + (steps ? 1 : 0)) / 2);
  const first = scene.beats.slice(0, middle);
  const rest = scene.beats.slice(middle);
  const line = steps ? lastLine(first) : undefined;
  const opening =
    line === undefined ? [] : [{ say: "This is where we are.", show: [{ do: "formula" as const, tex: line }] }];
  // A derivation's claims are those of its steps, in order.
  const claimed = steps
    ? first.flatMap(({ show }) => show.filter((shown) => shown.do === "step")).length
    : scene.claims.length;
  let number = 2;
  while (keys.has(`${scene.key.slice(0, 36)}-p${number}`)) number += 1;
  return [
    { ...scene, beats: first, claims: scene.claims.slice(0, claimed) },
    {
      ...scene,
      key: `${scene.key.slice(0, 36)}-p${number}`,
      title: `${scene.title.replace(/ \(\d+\)$/, "")} (${number})`.slice(0, 200),
      claims: scene.claims.slice(claimed),
      beats: [...opening, ...rest],
    },
  ];
}

/** The TeX of the newest formula or step. */
function lastLine(beats: Storyboard["beats"]): string | undefined {
  const lines = beats.flatMap(({ show }) =>
    show.flatMap((shown) => (shown.do === "formula" || shown.do === "step" ? [shown.tex] : [])),
  );
  return lines.at(-1);
}

function hasPicture({ split, beats }: Storyboard): boolean {
  return split || beats.some(({ show }) => show.some((shown) => pictures.has(shown.do)));
}

const pictures: ReadonlySet<string> = new Set(["plot", "image", "card", "area_model", "number_line"]);

function wordsOf({ beats }: Storyboard): number {
  return beats.reduce((sum, { say }) => sum + say.split(/\s+/).filter(Boolean).length, 0);
}
