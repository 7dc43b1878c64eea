// What stands between `---` lines before a lesson: wishes for the whole video.
import { parseDocument } from "yaml";
import { z } from "zod";
import { PipelineError } from "../../../shared/failures.ts";
import { themes } from "../storyboard.ts";

const FrontMatter = z.object({
  title: z.string().trim().min(1).max(200).optional(),
  voice: z.string().trim().min(1).max(100).optional(),
  language: z.string().trim().min(1).max(20).optional(),
  theme: z.enum(themes).optional(),
});
export type FrontMatter = z.infer<typeof FrontMatter>;

const block = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?\r?\n)?---[ \t]*(?:\r?\n|$)/;

/** The lesson without its front matter, and what that says; other entries than ours are left to whom they belong. */
export function readFrontMatter(markdown: string): { wishes: FrontMatter; body: string } {
  const found = block.exec(markdown);
  if (!found) return { wishes: {}, body: markdown };
  const document = parseDocument(found[1] ?? "", { schema: "failsafe", maxAliasCount: 0 } as object);
  const [error] = document.errors;
  if (error)
    throw refused(`The lines between --- at the lesson's top can't be read: ${error.message.split("\n")[0] ?? ""}`);
  const given = FrontMatter.safeParse(document.toJS() ?? {});
  if (!given.success) {
    const entry = given.error.issues[0]?.path.join(".") ?? "";
    const how = entry === "theme" ? `must be one of ${themes.join(", ")}` : "must be a short text";
    throw refused(
      entry ? `“${entry}” at the lesson's top ${how}.` : "What stands between --- must be lines like title: My lesson.",
    );
  }
  return { wishes: given.data, body: markdown.slice(found[0].length) };
}

const refused = (sentence: string): PipelineError => new PipelineError("invalid_lesson", sentence);
