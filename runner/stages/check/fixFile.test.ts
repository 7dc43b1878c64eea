import { expect, test } from "vitest";
import type { Edit } from "../render/messages.ts";
import { applied } from "./fixFile.ts";

const edit = (line: number, column: number, endLine: number, endColumn: number, text: string): Edit => ({
  line,
  column,
  endLine,
  endColumn,
  text,
});

test("edits are made from the end, so that none moves another", () => {
  const code = "a = 1\nb = 2\n";
  expect(applied(code, [edit(1, 4, 1, 5, "10"), edit(2, 0, 2, 0, "c = 3\n")])).toBe("a = 10\nc = 3\nb = 2\n");
});

test("what is inserted where something else is taken away stays", () => {
  expect(applied("f(a, b)", [edit(1, 3, 1, 3, ".c"), edit(1, 3, 1, 6, "")])).toBe("f(a.c)");
});

test("edits that overlap, or lie outside of the code, are refused", () => {
  expect(applied("abcdef", [edit(1, 0, 1, 4, "x"), edit(1, 2, 1, 3, "y")])).toBeNull();
  expect(applied("abc", [edit(7, 0, 7, 0, "x")])).toBeNull();
  expect(applied("abc", [edit(1, 9, 1, 9, "x")])).toBeNull();
});
