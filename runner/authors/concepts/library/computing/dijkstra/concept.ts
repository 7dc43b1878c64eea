import { concept } from "../../../concept.ts";
import { edges, hops, listed, neighboursOf, refuseGraph, vertex } from "../graph.ts";

type Routes = { distance: Map<string, number>; before: Map<string, string>; order: string[] };

/** Cheapest costs from `start`; of equals the first in the alphabet is settled first, as in the scenes. */
function routesOf(texts: readonly string[], start: string): Routes {
  const distance = new Map([[start, 0]]);
  const before = new Map<string, string>();
  const order: string[] = [];
  for (;;) {
    const [here] = [...distance.keys()]
      .filter((name) => !order.includes(name))
      .sort((one, other) => (distance.get(one) ?? 0) - (distance.get(other) ?? 0) || (one < other ? -1 : 1));
    if (here === undefined) return { distance, before, order };
    order.push(here);
    for (const { vertex: there, weight } of neighboursOf(texts, here)) {
      const cost = (distance.get(here) ?? 0) + weight;
      if (cost >= (distance.get(there) ?? Number.POSITIVE_INFINITY)) continue;
      distance.set(there, cost);
      before.set(there, here);
    }
  }
}

function wayTo(before: ReadonlyMap<string, string>, goal: string): string[] {
  const way = [goal];
  for (let at = before.get(goal); at !== undefined; at = before.get(at)) way.unshift(at);
  return way;
}

/** The way with the fewest edges, and what it costs. */
function directWay(texts: readonly string[], start: string, goal: string): { way: string[]; cost: number } {
  const distance = hops(texts, start);
  const way = [goal];
  for (let here = goal; here !== start; ) {
    const near = neighboursOf(texts, here).filter(
      ({ vertex }) => distance.get(vertex) === (distance.get(here) ?? 0) - 1,
    );
    const [next] = near.toSorted((one, other) => one.weight - other.weight || (one.vertex < other.vertex ? -1 : 1));
    here = next?.vertex ?? start;
    way.unshift(here);
  }
  return { way, cost: costOf(texts, way) };
}

function costOf(texts: readonly string[], way: readonly string[]): number {
  return way
    .slice(1)
    .reduce(
      (sum, name, at) => sum + (neighboursOf(texts, way[at] ?? "").find(({ vertex }) => vertex === name)?.weight ?? 0),
      0,
    );
}

export const dijkstra = concept({
  key: "dijkstra",
  title: ({ start, goal }) => `Dijkstra: the cheapest way from ${start} to ${goal}`,
  name: "Dijkstra's algorithm",
  names: [
    "Dijkstra's algorithm",
    "Dijkstra shortest path",
    "shortest path in a weighted graph",
    "cheapest route between two points of a network",
    "shortest route algorithm",
    "how navigation finds the shortest way",
  ],
  folder: import.meta.dirname,
  parameters: {
    edges: edges(["A-B:4", "A-C:2", "B-C:1", "B-D:5", "C-D:8", "C-E:10", "D-E:2", "D-F:6", "E-F:3"], true),
    start: vertex("A", ["from", "starting", "start", "source"]),
    goal: vertex("F", ["to", "goal", "target", "destination"]),
  },
  refuse: ({ edges, start, goal }) =>
    refuseGraph(edges, [start, goal]) ??
    (start === goal ? "The start and the goal must be two different vertices." : null),
  scenes: [
    {
      key: "question",
      title: "Few steps or low cost?",
      goal: "Ask for the cheapest way where every line has a cost.",
      narration: ({ edges, start, goal }) => {
        const { way, cost } = directWay(edges, start, goal);
        return `[[graph]] Now every line has a cost: a length, a time, a price. [[ends]] We want to go from ${start} to ${goal}. [[direct]] This way has the fewest lines, ${way.length - 1}, and costs ${cost}.
          [[ask]] Is there a cheaper one, perhaps with more lines? Trying all ways would take far too long.`;
      },
    },
    {
      key: "begin",
      title: "What we know at first",
      goal: "The start costs nothing; all else is infinitely far until a way is known.",
      narration: ({ edges, start }) => {
        const near = neighboursOf(edges, start);
        return `We write at each point the lowest cost known so far. [[zero]] ${start} itself costs nothing. [[infinite]] To all others we know no way yet, so they get infinity.
          [[near]] From ${start} we see its neighbours: ${listed(near.map(({ vertex, weight }) => `${vertex} for ${weight}`))}. These are first guesses, and they may still fall.`;
      },
    },
    {
      key: "settle",
      title: "The cheapest is certain",
      goal: "The cheapest guess can never fall again: it is settled, and improves its neighbours.",
      narration: ({ edges, start }) => {
        const { order, distance } = routesOf(edges, start);
        const second = order[1] ?? start;
        return `Which of these guesses is certain? [[cheapest]] The smallest: ${second} with ${distance.get(second)}. Any other way to ${second} would first go through a point that costs at least as much.
          [[settled]] So ${second} is settled. [[relax]] Now look at the lines that leave ${second}. Where the way over ${second} is cheaper than what was known, the number falls.`;
      },
    },
    {
      key: "run",
      title: "Again and again",
      goal: "Settle the cheapest, improve its neighbours, until all are settled.",
      narration: ({ edges, start }) => {
        const { order, distance } = routesOf(edges, start);
        const last = order.at(-1) ?? start;
        return `And so on: settle the cheapest point that is left, and improve its neighbours. [[run]] Green points are certain, yellow ones are being settled, and you see the guesses of the others fall.
          Each line is looked at once from each end. [[done]] The last one is ${last}, with a cost of ${distance.get(last)}.`;
      },
    },
    {
      key: "path",
      title: "The way itself",
      goal: "Follow the lines back from the goal.",
      claims: ({ edges, start, goal }) => {
        const { before, distance } = routesOf(edges, start);
        const way = wayTo(before, goal);
        const costs = way.slice(1).map((name, at) => costOf(edges, [way[at] ?? "", name]));
        return [
          {
            text: `The way ${way.join(", ")} costs ${distance.get(goal)}`,
            expression: `${costs.join(" + ")} = ${distance.get(goal)}`,
          },
        ];
      },
      narration: ({ edges, start, goal }) => {
        const { before, distance } = routesOf(edges, start);
        const direct = directWay(edges, start, goal).cost;
        const cheapest = distance.get(goal) ?? 0;
        const told =
          cheapest < direct
            ? `It saves ${direct - cheapest} against the way with the fewest lines.`
            : "Here it is as cheap as the way with the fewest lines.";
        return `Each point remembers over which neighbour its number came. [[back]] So from ${goal} we go back: ${wayTo(before, goal).toReversed().join(", ")}. [[sum]] The costs along this way add up to ${cheapest}. [[compare]] ${told}`;
      },
    },
    {
      key: "learned",
      title: "What we learned",
      goal: "Say in one sentence what the algorithm does, and what it needs.",
      narration: () =>
        `[[all]] In the end every point has its lowest cost. [[need]] This works as long as no line has a negative cost, for then a longer way is never cheaper. [[sentence]] Dijkstra's algorithm always settles
         the cheapest point that is left, and so finds the cheapest way to every point.`,
    },
  ],
});
