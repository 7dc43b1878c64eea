import { expect, it } from "vitest";
import { KeptResults } from "./keptResults.ts";
import { Store } from "./store.ts";

function kept() {
  const store = Store.open(":memory:");
  const results = new KeptResults(store);
  const put = (session: string, request: number, ts: number) =>
    store.atomically(() => results.put({ session, request }, BigInt(ts), `${session}${request}`));
  const said = (session: string, since = 0) =>
    results.after(BigInt(since), session).map(({ resultJson }) => resultJson);
  return { store, results, put, said };
}

it("[TX8] each session finds what it was answered, the oldest first, whoever came between", () => {
  const { put, said, results, store } = kept();
  for (let n = 0; n < 6; n++) for (const session of ["a", "b"]) put(session, n, 10 * n + 1);
  expect(said("a")).toEqual(["a0", "a1", "a2", "a3", "a4", "a5"]);
  expect(said("b", 31)).toEqual(["b4", "b5"]);
  expect(said("c")).toEqual([]);
  expect(results.get({ session: "b", request: 2 })).toEqual({ request: 2, resultJson: "b2", ts: 21n });
  expect(results.get({ session: "b", request: 6 })).toBeNull();
  // As after a start.
  const again = new KeptResults(store);
  expect(again.get({ session: "a", request: 0 })?.resultJson).toBe("a0");
  expect(again.after(41n, "a").map(({ request }) => request)).toEqual([5]);
});

it("[TX8] a client whose numbers do not rise is answered all the same", () => {
  const { put, said, results } = kept();
  for (const request of [5, 2, 9, 0]) put("a", request, 10 + request);
  for (const request of [5, 2, 9, 0]) expect(results.get({ session: "a", request })?.resultJson).toBe(`a${request}`);
  for (const request of [1, 7, 10]) expect(results.get({ session: "a", request })).toBeNull();
  expect(said("b")).toEqual([]);
});

it("[TX8] what is a day old is forgotten, and its place is nobody else's answer", () => {
  const { put, said, results, store } = kept();
  for (let n = 0; n < 3; n++) put("a", n, n + 1);
  put("b", 0, 9);
  store.atomically(() => results.forget(3n));
  expect(said("a")).toEqual(["a2"]);
  expect(results.get({ session: "a", request: 0 })).toBeNull();
  store.atomically(() => results.forget(10n));
  put("c", 7, 11);
  expect([said("a"), said("b"), said("c")]).toEqual([[], [], ["c7"]]);
});

it("[TX8] what was put in a commit that failed was not put", () => {
  const { put, said, results, store } = kept();
  put("a", 0, 1);
  expect(() =>
    store.atomically(() => {
      results.put({ session: "a", request: 1 }, 2n, "lost");
      throw new Error("no room");
    }),
  ).toThrow("no room");
  results.lookAgain();
  put("b", 0, 3);
  expect([said("a"), said("b")]).toEqual([["a0"], ["b0"]]);
});
