import { concept } from "../../../concept.ts";
import { edges, hops, listed, refuseGraph, vertex } from "../graph.ts";

function ringsOf(texts: readonly string[], start: string): string[][] {
  const found = [...hops(texts, start)];
  const last = Math.max(...found.map(([, distance]) => distance));
  return Array.from({ length: last + 1 }, (_, ring) =>
    found.flatMap(([name, distance]) => (distance === ring ? [name] : [])),
  );
}

const farthest = (texts: readonly string[], start: string): string => [...hops(texts, start).keys()].at(-1) ?? start;
const steps = (count: number): string => (count === 1 ? "one step" : `${count} steps`);

export const breadthFirstSearch = concept({
  key: "breadth-first-search",
  title: ({ start }) => `Breadth-first search from ${start}`,
  name: "Breadth-first search",
  names: [
    "breadth first search",
    "BFS",
    "BFS algorithm",
    "breadth first traversal of a graph",
    "shortest path in an unweighted graph",
    "searching a graph in waves with a queue",
  ],
  folder: import.meta.dirname,
  parameters: {
    edges: edges(["A-B", "A-C", "B-D", "B-E", "C-E", "C-F", "D-G", "E-G", "F-H"], false),
    start: vertex("A", ["from", "starting", "start", "source", "root"]),
  },
  refuse: ({ edges, start }) => refuseGraph(edges, [start]),
  scenes: [
    {
      key: "question",
      title: "How many steps away?",
      goal: "Ask for the fewest steps from one vertex of a graph to another.",
      narration: ({ edges, start }) =>
        `[[graph]] Here is a graph: points, and lines that join them. [[start]] We stand on ${start}, and each line is one step. [[goal]] How many steps does it take
         to ${farthest(edges, start)}, at the least? [[all]] And how many to each of the other points?`,
    },
    {
      key: "wave",
      title: "Like a wave",
      goal: "Vertices are found in rings: first those one step away, then two, and so on.",
      narration: ({ edges, start }) => {
        const [, ...rings] = ringsOf(edges, start);
        const told = rings
          .slice(0, 4)
          .map(
            (ring, at) =>
              `[[ring${at + 1}]] ${listed(ring)} ${ring.length === 1 ? "is" : "are"} ${steps(at + 1)} away.`,
          );
        return `Let a wave run out from ${start}. [[ring0]] ${start} itself is zero steps away. ${told.join(" ")} [[end]] A point gets its number when the wave first comes by, so
          the number can't be any smaller.`;
      },
    },
    {
      key: "queue",
      title: "A queue keeps the order",
      goal: "Run the algorithm: take the first of the queue, append its new neighbours.",
      narration: ({ start }) =>
        `A computer needs a queue for that. [[first]] At first only ${start} stands in it. [[run]] Then always the same: take the first one out, look at its neighbours, and let those that are new join at the end.
         Whoever was found earlier is served earlier, so near points come before far ones. [[done]] When the queue is empty, every point has been seen.`,
    },
    {
      key: "levels",
      title: "Sorted by distance",
      goal: "Rearrange the graph in columns: no edge skips a column.",
      narration: ({ edges, start }) =>
        `Now move every point to its distance. [[move]] ${start} is on the left, then come those one step away, then two, up to ${ringsOf(edges, start).length - 1}. [[skip]] No line skips a column:
         a neighbour is at most one step further. [[tree]] The lines along which points were found make a tree.`,
    },
    {
      key: "path",
      title: "The way back",
      goal: "Read a shortest path off the tree, from its end.",
      narration: ({ edges, start }) => {
        const goal = farthest(edges, start);
        return `Each point remembers who found it. [[goal]] So begin at ${goal}, [[back]] and go back, from finder to finder, until you stand on ${start}. [[path]] Turned around, this is a shortest way to ${goal}:
          ${steps(hops(edges, start).get(goal) ?? 0)}, and no way is shorter.`;
      },
    },
    {
      key: "learned",
      title: "What we learned",
      goal: "Say in one sentence what breadth-first search does.",
      narration: ({ start }) =>
        `[[graph]] One look at each point and each line is enough, [[rings]] and all points have their distance from ${start}. [[sentence]] Breadth-first search spreads from its start
         like a wave, ring by ring, and so finds the way with the fewest steps to every point.`,
    },
  ],
});
