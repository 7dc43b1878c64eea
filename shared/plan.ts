import * as z from "zod";

/** Identifies a scene within its session for good, whatever its position becomes. */
export const SceneKey = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** A statement the video makes; `expression` is SymPy-readable where a computer algebra system can check it. */
export const Claim = z.object({
  text: z.string().min(1).max(1000),
  expression: z.string().max(2000).optional(),
  checked: z.boolean(),
});
export type Claim = z.infer<typeof Claim>;

export const PlannedScene = z.object({
  key: SceneKey,
  title: z.string().min(1).max(200),
  goal: z.string().min(1).max(1000),
  claims: z.array(Claim).max(20),
});
export type PlannedScene = z.infer<typeof PlannedScene>;

/** One step of a worked problem: the rule used and the TeX before and after. */
export const WorkedStep = z.object({
  rule: z.string().max(200),
  before: z.string().max(4000),
  after: z.string().max(4000),
});
export type WorkedStep = z.infer<typeof WorkedStep>;

export const Plan = z.object({
  author: z.string().min(1).max(40),
  title: z.string().min(1).max(200),
  audience: z.string().max(200),
  language: z.string().max(20),
  scenes: z.array(PlannedScene).min(1).max(40),
  /** Worked problems only: what was understood of the prompt, in words with SymPy's syntax. */
  understood: z.string().max(2000).optional(),
  /** SymPy-readable: a list for several solutions, an object for several unknowns. */
  answer: z.string().max(4000).optional(),
  /** Whether the answer passed a check by other means than those that found it. */
  checked: z.boolean().optional(),
  steps: z.array(WorkedStep).max(200).optional(),
});
export type Plan = z.infer<typeof Plan>;
