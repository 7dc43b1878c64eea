import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Script } from "../../../shared/scene.ts";
import type { Source } from "../../../shared/source.ts";
import { planVideo } from "../../stages/plan/plan.ts";
import { writeScripts } from "../../stages/script/script.ts";
import { picturesOf } from "./markdown.ts";

const venvPython = fileURLToPath(new URL("../../../.proofreel/venv/bin/python", import.meta.url));
const context = { python: existsSync(venvPython) ? venvPython : "python3", language: "en" };

const picture = (path: string, width: number, height: number) => ({
  path,
  sha256: "0".repeat(64),
  bytes: 1,
  width,
  height,
});
const pictures = [picture("square.png", 400, 400), picture("wide.png", 1200, 300)];

async function scripts(markdown: string): Promise<Record<string, Script>> {
  const source: Source = { kind: "lesson", markdown: `# T\n\nIntro.\n\n## Waves\n\n${markdown}`, pictures };
  return await writeScripts(await planVideo(source, context), source, context);
}

const linesOf = (script: Script | undefined): string[] =>
  (script?.code ?? "")
    .split("\n")
    .flatMap((line) => (/^ {8}(?:cue|self)\b/.test(line) ? [line.trim()] : []))
    .slice(1);

describe("a picture in a lesson", () => {
  it("is shown at its cue while its caption is said, left of the words that follow", async () => {
    const { waves } = await scripts("![A wave on the sea](square.png)\n\n- It rises\n- It falls and comes again");
    expect(waves?.narration).toBe(
      "[[image]] A wave on the sea. [[bullet]] It rises. [[bullet-2]] It falls and comes again.",
    );
    expect(linesOf(waves)).toEqual([
      ...["self.split()", 'cue("image")', 'self.image("square.png", "A wave on the sea")'],
      ...['cue("bullet")', 'self.bullet("It rises")', 'cue("bullet-2")', 'self.bullet("It falls and comes again")'],
    ]);
  });

  it("that is wide has the frame for itself: sentences are said over it, what must be seen comes after it", async () => {
    const made = await scripts(
      "![A wave](wide.png)\n\nIt **rises** and falls.\n\nSo it goes on and on.\n\n- One\n- Two",
    );
    expect(linesOf(made.waves)).toEqual(['cue("image")', 'self.image("wide.png", "A wave")']);
    expect(made.waves?.narration).toBe("[[image]] A wave. It rises and falls. So it goes on and on.");
    expect(linesOf(made["waves-2"])).toContain('self.bullet("One")');
  });

  it("begins a scene of its own where something is shown already, or another picture is", async () => {
    const made = await scripts("Short and shown.\n\n![A](square.png)\n\n![B](square.png)\n\n```js\n1\n```");
    expect(Object.keys(made)).toEqual(["t", "waves", "waves-2", "waves-3", "waves-4"]);
    expect(linesOf(made["waves-2"]).at(-1)).toBe('self.image("square.png", "A")');
    expect(linesOf(made["waves-4"]).at(-1)).toContain("self.code_block");
  });

  it("with little to say of it is looked at for a moment", async () => {
    const { waves } = await scripts("![](square.png)");
    expect(waves?.narration).toBe("[[image]] Look at this picture. Take a moment to look at it.");
    expect(linesOf(waves)).toEqual(['cue("image")', 'self.image("square.png")']);
  });

  it("may have a formula in its caption", async () => {
    const { waves } = await scripts(
      "![The parabola $y = x^2$ and what lies under it, from the left to the right](square.png)",
    );
    expect(waves?.narration).toContain("[[image]] The parabola y = x² and");
    expect(waves?.code).toContain('"The parabola y = x² and');
  });

  it("is looked for in time, however the text is made", async () => {
    const startedAt = performance.now();
    for (const piece of ["<!--", "<img ", "<img src=", "![", "![a](", "<p><!-- --><img "])
      picturesOf(`# T\n\n<div>${piece.repeat(190_000 / piece.length)}`);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  it("is shown wherever it stands in the text", async () => {
    const made = await scripts("- In a list ![A](square.png)\n\n> Quoted ![B][ref]\n\n[ref]: wide.png");
    const codes = Object.values(made).map(({ code }) => code);
    expect(codes.join("\n")).toContain('self.image("square.png", "A")');
    expect(codes.join("\n")).toContain('self.image("wide.png", "B")');
  });

  it("that was not sent with it is refused by name", async () => {
    await expect(scripts("![A](other.png)")).rejects.toMatchObject({
      failure: { code: "invalid_picture", message: expect.stringContaining("“other.png”") },
    });
    await expect(scripts("![A](https://example.org/a.png)")).rejects.toMatchObject({
      failure: { code: "invalid_picture" },
    });
  });
});
