// A model for tests: the real desk, with its provider an address on this machine.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { type ModelDesk, openModelDesk } from "./modelDesk.ts";
import { modelSettingsOf, modelVariables } from "./modelSettings.ts";
import { type Asked, type Reply, startTestProvider, type TestProvider } from "./testProvider.ts";

export type TestModel = AsyncDisposable & { desk: ModelDesk; server: TestProvider; folder: string };

/** Answers JSON of what `reply` gives, or the reply itself. */
export async function startTestModel(reply: (asked: Asked, number: number) => Reply | object): Promise<TestModel> {
  const server = await startTestProvider((asked, number) => {
    const given = reply(asked, number);
    return isReply(given) ? given : { text: JSON.stringify(given), tokens: [1000, 500] };
  });
  const folder = await mkdtemp(join(tmpdir(), "proofreel-model-"));
  const variables = z.object(modelVariables).parse({
    OPENAI_BASE_URL: `${server.url}/v1`,
    OPENAI_MODEL: "large",
    OPENAI_MODEL_SMALL: "small",
    MODEL_PRICES: "large=2/10,small=1/5",
  });
  const settings = modelSettingsOf(variables);
  if (settings === null || "problem" in settings) throw new Error("the settings of the test are wrong");
  const retries = { tries: 2, firstWaitMs: 1, longestWaitMs: 100 };
  return {
    desk: openModelDesk(settings, folder, { retries, silentMs: 10_000 }),
    ...{ server, folder },
    async [Symbol.asyncDispose]() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const replies = ["text", "refuse", "filter", "status", "drop", "silentAfter", "html"];
const isReply = (given: Reply | object): given is Reply => Object.keys(given).some((name) => replies.includes(name));

/** What a question is for, told by its form. */
export const purposeOf = ({ schema, system }: Asked): "plan" | "script" | "mend" | "edit" => {
  if (system.startsWith("You plan")) return "plan";
  if (system.startsWith("You mend")) return "mend";
  if (system.startsWith("You change")) return "edit";
  if (!schema) throw new Error("a question without a form");
  return "script";
};
