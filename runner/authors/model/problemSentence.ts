import { PipelineError } from "../../../shared/failures.ts";
import type { Provider, ProviderError } from "./provider/provider.ts";

/** The sentence a user sees when a provider can't be used; it says what to do, and nothing secret. */
export function problemSentence(error: ProviderError, provider: Provider, model: string): PipelineError {
  const who = provider.name === "openai" ? "OPENAI" : "ANTHROPIC";
  const where = provider.address.replace(/\/+$/, "");
  const says = error.message.replace(/[.\s]+$/, "");
  const cause = { cause: error };
  switch (error.problem) {
    case "busy":
      return new PipelineError(
        "model_unavailable",
        `${where} takes no more questions for now (${says}): try again later.`,
        cause,
      );
    case "broken":
      return new PipelineError(
        "model_unavailable",
        `${where} fails or can't be reached (${says}): try again later.`,
        cause,
      );
    case "silent":
      return new PipelineError("model_unavailable", `${where} does not answer (${says}): try again later.`, cause);
    case "key":
      return new PipelineError("model_key", `${where} does not accept the key: check ${who}_API_KEY.`, cause);
    case "credit":
      return new PipelineError("model_key", `The account at ${where} has no credit left: check its billing.`, cause);
    case "model":
      return new PipelineError(
        "model_key",
        `${where} has no model ${model}: set ${who}_MODEL to one that it has.`,
        cause,
      );
    case "request":
      return new PipelineError("model_answer", `${where} does not take the question: ${says}.`, cause);
    default:
      return error.problem satisfies never;
  }
}
