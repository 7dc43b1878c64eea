import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { renderLine } from "./renderLine.ts";

const output = (isTTY: boolean) => {
  const written: string[] = [];
  return { written, to: { isTTY, columns: 40, write: (text: string) => written.push(text) } };
};

test("on a terminal one line is redrawn within its width, and taken away at the end", () => {
  const { written, to } = output(true);
  const line = renderLine(to, {}, () => 0);
  line.begin(`rendering ${"Long".repeat(20)}`);
  line.drawn(1.25);
  line.say("a warning that stays");
  line.end();
  expect(written.every((text) => stripVTControlCharacters(text).trim().length < 40)).toBe(true);
  expect(written).toContain("\r\u001b[Ka warning that stays\n");
  expect(written.at(-1)).toBe("\r\u001b[K");
});

test("elsewhere a plain line says now and then how far it is", () => {
  const { written, to } = output(false);
  let now = 0;
  const line = renderLine(to, {}, () => now);
  line.begin("rendering A");
  for (let second = 1; second <= 25; second++) {
    now = second * 1000;
    line.drawn(second / 2);
  }
  line.end();
  expect(written).toEqual(["rendering A: 5.0 s drawn\n", "rendering A: 10.0 s drawn\n"]);
});
