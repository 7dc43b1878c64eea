// The seam of model providers: one question in, streamed text out, and how it ended. A provider tries once; retry.ts,
// the continuation of cut answers and the cost are the same for all of them (model.ts).

/** A picture that a question shows, as the provider's API takes it. */
export type Picture = { mediaType: "image/png" | "image/jpeg" | "image/webp"; base64: string };

export type Turn = { role: "user" | "assistant"; text: string; pictures?: readonly Picture[] };

/** The form an answer must have, as JSON Schema that every provider's strict mode takes. */
export type AnswerForm = { name: string; schema: Record<string, unknown> };

export type ProviderRequest = {
  model: string;
  system: string;
  turns: readonly Turn[];
  form?: AnswerForm | undefined;
  maxTokens: number;
  signal: AbortSignal;
  /** Characters that have come so far. */
  onText?: ((characters: number) => void) | undefined;
};

/** `estimated`: the provider did not say, and the text was counted. */
export type Tokens = { input: number; output: number; estimated: boolean };

/** length: cut off at maxTokens; refused: the model declined; filtered: the provider's filter stopped it. */
export type Ending = "complete" | "length" | "refused" | "filtered";

export type ProviderAnswer = { text: string; ending: Ending; tokens: Tokens };

export type Provider = {
  name: "openai" | "anthropic";
  /** Host and path alone; part of what an answer is kept under. */
  address: string;
  /** Throws ProviderError; where the request's signal fires before anything was written, its reason. */
  answer(request: ProviderRequest): Promise<ProviderAnswer>;
};

export type ProviderProblem =
  /** 429, and it will pass. */
  | "busy"
  /** 5xx, a connection that failed or broke off. */
  | "broken"
  /** Nothing came for too long. */
  | "silent"
  | "key"
  | "credit"
  | "model"
  | "request";

const passing: ReadonlySet<ProviderProblem> = new Set(["busy", "broken", "silent"]);

/** One try that failed; `says` is the provider's own sentence, without anything secret. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  readonly problem: ProviderProblem;
  readonly retryAfterMs: number | undefined;
  /** What the try has cost all the same. */
  readonly tokens: Tokens | undefined;
  constructor(problem: ProviderProblem, says: string, more: { retryAfterMs?: number; tokens?: Tokens } = {}) {
    super(says);
    this.problem = problem;
    this.retryAfterMs = more.retryAfterMs;
    this.tokens = more.tokens;
  }
  get passes(): boolean {
    return passing.has(this.problem);
  }
}

/** The form in words too: who has no strict forms, or leaves them out without a word, still knows what is asked. */
export function systemWithForm({ system, form }: Pick<ProviderRequest, "system" | "form">): string {
  if (!form) return system;
  return `${system}\n\nThe JSON object has this JSON Schema:\n${JSON.stringify(form.schema)}`;
}

/** About four characters of English make a token; code and formulas have shorter ones. */
const charactersPerToken = 3;
/** What the large providers reckon for a picture, at most. */
const tokensPerPicture = 1700;

/** An upper guess at what a question's text costs to read. */
export function tokensIn({ system, turns, form }: Pick<ProviderRequest, "system" | "turns" | "form">): number {
  const texts = [systemWithForm({ system, form }), ...turns.map(({ text }) => text)];
  if (form) texts.push(JSON.stringify(form.schema));
  const pictures = turns.reduce((sum, turn) => sum + (turn.pictures?.length ?? 0), 0);
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return Math.ceil(bytes / charactersPerToken) + pictures * tokensPerPicture + 20 * turns.length;
}

export const tokensOf = (text: string): number => Math.ceil(Buffer.byteLength(text) / charactersPerToken);
