import { concept } from "../../../concept.ts";
import { edges, hops, neighboursOf, refuseGraph, vertex } from "../graph.ts";

/** Vertices in the order of the first visit, and the walk: each step forwards or back to a vertex. */
function walkOf(texts: readonly string[], start: string): { order: string[]; walk: string[] } {
  const order: string[] = [];
  const walk: string[] = [];
  const visit = (here: string): void => {
    order.push(here);
    walk.push(here);
    for (const { vertex: next } of neighboursOf(texts, here)) {
      if (order.includes(next)) continue;
      visit(next);
      walk.push(here);
    }
  };
  visit(start);
  return { order, walk };
}

/** The vertices up to the first dead end. */
function firstRun(texts: readonly string[], start: string): string[] {
  const { walk } = walkOf(texts, start);
  const turn = walk.findIndex((name, at) => walk.slice(0, at).includes(name));
  return turn < 0 ? walk : walk.slice(0, turn);
}

const spoken = (names: readonly string[]): string => names.join(", ");

export const depthFirstSearch = concept({
  key: "depth-first-search",
  title: ({ start }) => `Depth-first search from ${start}`,
  name: "Depth-first search",
  names: [
    "depth first search",
    "DFS",
    "DFS algorithm",
    "depth first traversal of a graph",
    "backtracking through a graph or a maze",
    "searching a graph with a stack",
  ],
  folder: import.meta.dirname,
  parameters: {
    edges: edges(["A-B", "A-C", "B-D", "B-E", "C-F", "D-G", "E-G", "F-H"], false),
    start: vertex("A", ["from", "starting", "start", "source", "root"]),
  },
  refuse: ({ edges, start }) => refuseGraph(edges, [start]),
  scenes: [
    {
      key: "question",
      title: "Lost in a maze",
      goal: "Ask how all points of a graph are visited when only the neighbours are seen.",
      narration: ({ start }) =>
        `[[graph]] Think of a maze: points are junctions, lines are corridors. [[start]] You stand on ${start}, and you see no map, [[near]] only the corridors that leave where you are.
         [[all]] How do you visit every junction, and never get lost?`,
    },
    {
      key: "deep",
      title: "Always further",
      goal: "Go on to a new vertex as long as there is one.",
      narration: ({ edges, start }) => {
        const run = firstRun(edges, start);
        return `The first rule: go on as long as there is something new. [[run]] Take the first new neighbour in the alphabet, and from there again: ${spoken(run)}. [[dead]] Here the run ends: ${run.at(-1)} has no
          neighbour that is new. This is a dead end.`;
      },
    },
    {
      key: "back",
      title: "And then back",
      goal: "At a dead end, go back along the same way until something new is beside it.",
      narration: ({ edges, start }) => {
        const { order, walk } = walkOf(edges, start);
        const run = firstRun(edges, start);
        const next = order[run.length];
        const at = next === undefined ? walk.length - 1 : walk.indexOf(next) - 1;
        const tail =
          next === undefined
            ? `All points are known already, so the way back ends at ${start}.`
            : `On ${walk[at]} there is a new one again: ${next}.`;
        return `The second rule is for dead ends. [[thread]] You have laid a thread behind you, like the hero of the old tale. [[back]] So go back along the thread, one step at a time, until something new lies beside it. [[next]] ${tail}`;
      },
    },
    {
      key: "stack",
      title: "The thread is a stack",
      goal: "Run the algorithm with its stack.",
      narration: ({ edges, start }) =>
        `In a program the thread is a stack. [[run]] Whenever we go on, the new point is put on top; at a dead end the top one is taken off, and we are back on the point below.
         [[done]] When the stack is empty, we are back on ${start}, and all ${hops(edges, start).size} points have been visited.`,
    },
    {
      key: "tree",
      title: "The tree of the walk",
      goal: "Number the vertices by their first visit; the lines that were walked make a tree.",
      narration: ({ edges, start }) =>
        `[[order]] Let us number the points in the order of their first visit. [[tree]] The corridors that led to something new make a tree with ${start} at its root. [[walk]] The walk goes once around this tree:
         each of its ${hops(edges, start).size - 1} lines is walked twice, once forth and once back.`,
    },
    {
      key: "learned",
      title: "What we learned",
      goal: "Say in one sentence what depth-first search does.",
      narration: ({ edges, start }) =>
        `[[depth]] This was the order: ${spoken(walkOf(edges, start).order)}. [[breadth]] A breadth-first search would have gone ring by ring instead. [[sentence]] Depth-first search goes on as long as there is
         something new, and goes back when there is not, with a stack for the way back.`,
    },
  ],
});
