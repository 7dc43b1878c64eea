import * as z from "zod";
import { PaperOrigin } from "./paper.ts";
import { LessonPicture, pictureLimits } from "./picture.ts";

export const promptLimit = 4000;
export const lessonLimit = 200_000;

/** Lone surrogates and NUL can't be stored or spoken. */
const wellFormed = (text: string): boolean => text.isWellFormed() && !text.includes("\u0000");

export const Prompt = z
  .string()
  .refine((text) => text.trim().length > 0 && text.length <= promptLimit && wellFormed(text), "invalid_prompt");

export const Lesson = z
  .string()
  .refine((text) => text.length <= lessonLimit && wellFormed(text) && /^#{1,6}[ \t]+\S/m.test(text), "invalid_lesson");

/** What a video is made from. */
export const Source = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("prompt"), prompt: Prompt }),
  z.object({
    kind: z.literal("lesson"),
    markdown: Lesson,
    pictures: z.array(LessonPicture).max(pictureLimits.perLesson).optional(),
  }),
  z.object({ kind: z.literal("paper"), paper: PaperOrigin }),
]);
export type Source = z.infer<typeof Source>;

/** A file that is uploaded with a source; `name` is how people know it. */
export type SourceFile = { name: string; sha256: string; bytes: number };

/** The files without which a source is not whole. */
export function filesOf(source: Source): SourceFile[] {
  switch (source.kind) {
    case "prompt":
      return [];
    case "lesson":
      return (source.pictures ?? []).map(({ path, sha256, bytes }) => ({ name: path, sha256, bytes }));
    case "paper":
      return source.paper.at === "upload" ? [source.paper] : [];
    default:
      return source satisfies never;
  }
}
