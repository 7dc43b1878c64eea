import { describe, expect, it } from "vitest";
import { choice, list, matrix, number, picked, quoted } from "./parameters.ts";

describe("parameters are read from what people type", () => {
  const count = number({ fallback: 4, least: 1, most: 9, whole: true, said: ["rectangles", "n"] });
  it.each([
    ["area with 6 rectangles", 6],
    ["n = 7 please", 7],
    ["use six rectangles", 6],
    ["rectangles: 5", 5],
    ["with n=8", 8],
    ["area in 6 pieces", undefined],
    ["10 ducks and no rectangles", undefined],
  ])("number: %s", (prompt, value) => {
    expect(count.read(prompt)).toBe(value);
  });

  const angle = number({ fallback: 45, least: 1, most: 89, said: ["angle", "degrees", "°"] });
  it.each([
    ["thrown at 30°", 30],
    ["at an angle of 52.5 degrees", 52.5],
    ["60 degree throw", undefined],
    ["angle −3", -3],
  ])("number with a unit: %s", (prompt, value) => {
    expect(angle.read(prompt)).toBe(value);
  });

  const numbers = list({ fallback: [5, 2, 9], least: 0, most: 99, lengths: [3, 8] });
  it.each([
    ["bubble sort of [7, 1, 3]", [7, 1, 3]],
    ["sort 8 4 6 1", [8, 4, 6, 1]],
    ["sort 8, 4, 6 and 1", [8, 4, 6, 1]],
    ["sort (3;2;1)", [3, 2, 1]],
    ["sort 2 and 3", undefined],
  ])("list: %s", (prompt, value) => {
    expect(numbers.read(prompt)).toEqual(value);
  });

  it("two lists are told apart by their place", () => {
    const second = list({ fallback: [1, 0], least: -9, most: 9, lengths: [2, 2], index: 1 });
    expect(second.read("add (1, 2) and (3, -4)")).toEqual([3, -4]);
  });

  const square = matrix({
    fallback: [
      [1, 0],
      [0, 1],
    ],
    rows: 2,
    columns: 2,
    least: -5,
    most: 5,
  });
  it.each([
    [
      "determinant of [[2, 1], [0, 3]]",
      [
        [2, 1],
        [0, 3],
      ],
    ],
    [
      "eigenvectors of [2 1; 1 2]",
      [
        [2, 1],
        [1, 2],
      ],
    ],
    [
      "of ((1,2),(3,-4))",
      [
        [1, 2],
        [3, -4],
      ],
    ],
    ["no matrix here", undefined],
  ])("matrix: %s", (prompt, value) => {
    expect(square.read(prompt)).toEqual(value);
  });

  it("the longest of several words wins", () => {
    const kind = choice({ merge: ["merge sort"], any: ["sort"] });
    expect(kind.read("explain merge sort")).toBe("merge");
    expect(kind.read("explain sorting by hand: sort")).toBe("any");
    expect(kind.fallback).toBe("merge");
  });

  it("curves are recognised in several ways of writing", () => {
    const curve = picked("curve", [
      { said: ["x^2"], value: { f: { lambda: "x**2" } } },
      { said: ["x^3"], value: { f: { lambda: "x**3" } } },
    ]);
    expect(curve.read("area under x**3")).toEqual({ f: { lambda: "x**3" } });
    expect(curve.read("area under x³")).toEqual({ f: { lambda: "x**3" } });
  });

  it("words stand in quotes", () => {
    const word = quoted({ fallback: "tree", lengths: [2, 8], pattern: /^[a-z]+$/, called: "a word" });
    expect(word.read("spell “apple” backwards")).toBe("apple");
    expect(word.read("it's Bob's")).toBeUndefined();
    expect(word.schema.safeParse('x"); import os').success).toBe(false);
  });
});
