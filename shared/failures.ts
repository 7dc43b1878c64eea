// The closed list of everything that can go wrong, as a user, an API client and a retry policy see it.
import * as z from "zod";

type FailureFacts = { retryable: boolean; httpStatus: number; sentence: string };

const facts = {
  // what came in
  invalid_prompt: {
    retryable: false,
    httpStatus: 400,
    sentence: "The prompt can't be used: write one question or task of 1 to 4,000 characters of plain text.",
  },
  invalid_lesson: {
    retryable: false,
    httpStatus: 400,
    sentence: "The lesson can't be used: it needs at least one Markdown heading, each heading becomes a scene.",
  },
  unsupported_prompt: {
    retryable: false,
    httpStatus: 422,
    sentence:
      "Without a model key Proofreel explains worked problems (derivatives, integrals, limits, linear and quadratic equations, systems of two, determinants) and Markdown lessons (--lesson FILE).",
  },
  unsupported_edit: {
    retryable: false,
    httpStatus: 422,
    sentence:
      "That wish could not be understood: say it otherwise, set a model key (OPENAI_API_KEY or ANTHROPIC_API_KEY), or use --narration, --code, --move, --delete or --revert.",
  },
  unsafe_formula: {
    retryable: false,
    httpStatus: 422,
    sentence: "A formula uses a TeX command that reads or writes files, which is not allowed: remove it.",
  },
  invalid_picture: {
    retryable: false,
    httpStatus: 400,
    sentence: "A picture of the lesson can't be used: it must be a whole PNG, JPEG or SVG file of at most 10 MB.",
  },
  invalid_paper: {
    retryable: false,
    httpStatus: 400,
    sentence: "The paper can't be used: give its TeX source (a folder, .tar.gz or .zip), a PDF, or its arXiv id.",
  },
  arxiv_unavailable: {
    retryable: true,
    httpStatus: 503,
    sentence: "The paper can't be fetched from arXiv now: try again later, or give its files.",
  },
  invalid_request: { retryable: false, httpStatus: 400, sentence: "The request does not have the expected form." },
  too_large: { retryable: false, httpStatus: 413, sentence: "That is too large: a request may have 1 MiB." },
  // who asks
  bad_signature: {
    retryable: false,
    httpStatus: 401,
    sentence: "The signature does not match: check that both sides have the same WEBHOOK_SECRET.",
  },
  timestamp_out_of_range: {
    retryable: false,
    httpStatus: 401,
    sentence: "The timestamp is more than 300 seconds from now: check the clocks of both sides.",
  },
  not_signed_in: { retryable: false, httpStatus: 401, sentence: "Nobody is signed in: sign in first." },
  wrong_credentials: { retryable: false, httpStatus: 401, sentence: "The e-mail address or the password is wrong." },
  not_found: { retryable: false, httpStatus: 404, sentence: "That does not exist, or it is not yours." },
  conflict: {
    retryable: false,
    httpStatus: 409,
    sentence: "That is not possible while a job is running: wait for it or cancel it.",
  },
  already_exists: { retryable: false, httpStatus: 409, sentence: "That exists already." },
  too_many_requests: { retryable: true, httpStatus: 429, sentence: "Too many requests: try again in a minute." },
  stale_attempt: { retryable: false, httpStatus: 409, sentence: "Another attempt of this job has taken over." },
  canceled: { retryable: false, httpStatus: 409, sentence: "The job was canceled." },
  // how it went
  narration_failed: { retryable: true, httpStatus: 500, sentence: "The narration could not be spoken." },
  render_failed: { retryable: false, httpStatus: 500, sentence: "The scene's code could not be rendered." },
  file_missing: {
    retryable: false,
    httpStatus: 422,
    sentence: "A file that the scene's code names is not there: put it beside the scene's file.",
  },
  render_timeout: {
    retryable: false,
    httpStatus: 500,
    sentence: "The scene took too long to render: it may hold an endless loop.",
  },
  render_out_of_memory: {
    retryable: false,
    httpStatus: 500,
    sentence: "The scene needed more memory than a renderer has.",
  },
  render_refused: {
    retryable: false,
    httpStatus: 500,
    sentence: "The scene tried something that the sandbox does not allow.",
  },
  compose_failed: { retryable: true, httpStatus: 500, sentence: "The scenes could not be joined into one video." },
  publish_failed: { retryable: true, httpStatus: 500, sentence: "The video could not be stored." },
  model_refused: {
    retryable: false,
    httpStatus: 422,
    sentence: "The model declined to write about this: put it in other words.",
  },
  model_filtered: {
    retryable: false,
    httpStatus: 422,
    sentence: "The provider's content filter stopped the answer: put it in other words, or take another provider.",
  },
  model_answer: {
    retryable: false,
    httpStatus: 502,
    sentence: "The model's answer can't be used: try again, or take another model.",
  },
  model_key: {
    retryable: false,
    httpStatus: 503,
    sentence: "The model can't be used with this key: check OPENAI_API_KEY or ANTHROPIC_API_KEY.",
  },
  model_unavailable: {
    retryable: true,
    httpStatus: 503,
    sentence: "The model's provider does not answer: try again later.",
  },
  budget_exceeded: {
    retryable: false,
    httpStatus: 402,
    sentence: "The video's budget for models is used up: raise it with --budget or MODEL_BUDGET_USD.",
  },
  disk_full: { retryable: false, httpStatus: 507, sentence: "The disk is full: free some space and try again." },
  queue_unavailable: {
    retryable: true,
    httpStatus: 503,
    sentence: "The queue can't be reached: check that Redis is running (./proofreel status).",
  },
  backend_unavailable: {
    retryable: true,
    httpStatus: 503,
    sentence: "The backend can't be reached: start it with ./proofreel start.",
  },
  voice_unavailable: {
    retryable: false,
    httpStatus: 503,
    sentence: "The voice can't be used because espeak-ng is missing: install it with apt-get install espeak-ng.",
  },
  sandbox_unavailable: {
    retryable: false,
    httpStatus: 503,
    sentence: "The sandbox does not hold on this machine, so code is not run: ./proofreel doctor says why.",
  },
  internal: {
    retryable: true,
    httpStatus: 500,
    sentence: "Something went wrong inside Proofreel: ./proofreel logs has the details.",
  },
} as const satisfies Record<string, FailureFacts>;

export type FailureCode = keyof typeof facts;
export const failureCodes = Object.keys(facts) as [FailureCode, ...FailureCode[]];
export const FailureCode = z.enum(failureCodes);

/** A failure as it crosses a wire: its code and one sentence that says what to do. */
export const Failure = z.object({ code: FailureCode, message: z.string().min(1).max(2000) });
export type Failure = z.infer<typeof Failure>;

export const failureFacts: Record<FailureCode, FailureFacts> = facts;

/** A failure with its standard sentence, or with a more exact one. */
export function failure(code: FailureCode, message: string = facts[code].sentence): Failure {
  return { code, message };
}

/** Carries a failure through code that throws. */
export class PipelineError extends Error {
  override readonly name = "PipelineError";
  readonly failure: Failure;
  constructor(code: FailureCode, message?: string, options?: ErrorOptions) {
    super(message ?? facts[code].sentence, options);
    this.failure = { code, message: this.message.slice(0, 2000) || facts[code].sentence };
  }
}

/** The failure inside any thrown thing; what is not a PipelineError is `internal`. */
export function failureOf(error: unknown): Failure {
  return error instanceof PipelineError ? error.failure : failure("internal");
}
