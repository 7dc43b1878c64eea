import { describe, expect, it } from "vitest";
import { PipelineError } from "../../../shared/failures.ts";
import { Plan } from "../../../shared/plan.ts";
import { Script } from "../../../shared/scene.ts";
import type { Source } from "../../../shared/source.ts";
import { defaultPython } from "../../process/python.ts";
import { planVideo } from "../../stages/plan/plan.ts";
import { writeScripts } from "../../stages/script/script.ts";

const context = { python: defaultPython, language: "en" };
const source = (prompt: string): Source => ({ kind: "prompt", prompt });

async function refusalOf(prompt: string): Promise<string> {
  try {
    const { title } = await planVideo(source(prompt), context);
    return `planned “${title}”`;
  } catch (error) {
    return error instanceof PipelineError ? `${error.failure.code}: ${error.message}` : String(error);
  }
}

describe("a lesson on a concept", () => {
  it("is planned and scripted with the prompt's numbers, by the same author", async () => {
    const asked = source("show the area under sqrt(x) with 8 rectangles");
    const plan = await planVideo(asked, context);
    expect(Plan.parse(plan)).toEqual(plan);
    expect(plan).toMatchObject({ author: "concepts", title: "Riemann sums" });
    expect(plan.scenes.flatMap(({ claims }) => claims)).toContainEqual(
      expect.objectContaining({ expression: "integrate(sqrt(x), (x, 0, 4)) = 16/3", checked: true }),
    );
    const scripts = await writeScripts(plan, asked, context);
    expect(Object.keys(scripts)).toEqual(plan.scenes.map(({ key }) => key));
    for (const script of Object.values(scripts)) expect(Script.parse(script)).toEqual(script);
    expect(scripts["rectangles"]?.code).toContain("\nRECTANGLES = 8\n");
    expect(scripts["rectangles"]?.code).toContain("\nCURVE_F = lambda x: np.sqrt(x)\n");
    expect(scripts["rectangles"]?.narration).toContain("8 equal pieces");
  });

  it("gives way to a worked problem, which is asked first", async () => {
    const plan = await planVideo(source("Differentiate x^2 * sin(x)"), context);
    expect(plan.author).toBe("worked");
  });

  it("offers what is near, before it says what else can be done", async () => {
    expect(await refusalOf("trigonometry")).toMatch(
      /^unsupported_prompt: Did you mean “The unit circle”.* Without a model key/,
    );
  });

  it("refuses what is out of its range, with what it takes", async () => {
    expect(await refusalOf("Riemann sums with 500 rectangles")).toMatch(
      /^unsupported_prompt: The lesson “Riemann sums” takes rectangles: a whole number from 3 to 10\./,
    );
  });

  it("joins what all can do where nobody can", async () => {
    expect(await refusalOf("Write an ode to the moon")).toMatch(
      /^unsupported_prompt: Without a model key.* It also has \d+ lessons/,
    );
  });
});
