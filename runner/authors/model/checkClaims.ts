import type { z } from "zod";
import type { AuthorContext } from "../author.ts";
import { judgeClaims } from "../worked/solver.ts";
import type { PlanAnswer } from "./planAnswer.ts";

type Scenes = z.infer<typeof PlanAnswer>["scenes"];
export type JudgedClaim = { text: string; expression?: string; checked: boolean };
export type Judged = { scenes: JudgedClaim[][]; wrong: string[] };

/** Every claim with whether SymPy found it true, by scene; and those that it found false, each with why. */
export async function judged(scenes: Scenes, context: AuthorContext): Promise<Judged> {
  const expressions = scenes.flatMap(({ claims }) => claims.flatMap(({ claim }) => claim ?? []));
  const verdicts = await judgeClaims([...new Set(expressions)], context);
  const wrong: string[] = [];
  const judge = ({ text, claim }: Scenes[number]["claims"][number]): JudgedClaim => {
    if (claim === null) return { text, checked: false };
    const { verdict, why } = verdicts.get(claim) ?? { verdict: "unknown", why: "" };
    if (verdict === "false") wrong.push(`“${text}” (${claim}): ${why}`);
    return { text, expression: claim, checked: verdict === "true" };
  };
  return { scenes: scenes.map(({ claims }) => claims.map(judge)), wrong };
}
