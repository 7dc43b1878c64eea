// The form of a plan as a model answers it, and the way from there to a plan of ours.
import * as z from "zod";
import { Plan } from "../../../shared/plan.ts";
import type { JudgedClaim } from "./checkClaims.ts";

const line = (most: number) => z.string().trim().min(1).max(most);

export const PlanAnswer = z.object({
  title: line(200),
  audience: z.string().max(200),
  scenes: z
    .array(
      z.object({
        title: line(120),
        goal: line(1000),
        claims: z.array(z.object({ text: line(1000), claim: z.string().max(2000).nullable() })).max(12),
      }),
    )
    .min(2)
    .max(16),
});
export type PlanAnswer = z.infer<typeof PlanAnswer>;

export function planOf(answer: PlanAnswer, claims: readonly JudgedClaim[][], author: string, language: string): Plan {
  const taken = new Set<string>();
  return Plan.parse({
    author,
    title: answer.title,
    audience: answer.audience,
    language,
    scenes: answer.scenes.map(({ title, goal }, index) => ({
      key: keyOf(title, index, taken),
      title,
      goal,
      claims: claims[index] ?? [],
    })),
  });
}

function keyOf(title: string, index: number, taken: Set<string>): string {
  const plain = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  const stem =
    plain
      .replace(/^-+|-+$/g, "")
      .slice(0, 34)
      .replace(/-+$/, "") || `scene-${index + 1}`;
  let key = stem;
  for (let number = 2; taken.has(key); number++) key = `${stem}-${number}`;
  taken.add(key);
  return key;
}
