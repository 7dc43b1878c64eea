// What a video is made from, checked before anything is started for it.
import { readFile } from "node:fs/promises";
import { type FailureCode, failureFacts } from "../../shared/failures.ts";
import { Lesson, lessonLimit, Prompt, promptLimit, type Source } from "../../shared/source.ts";
import { CommandError, exitCodes } from "../commandError.ts";
import type { PictureFile } from "./pictures.ts";

/** A source, and the files of the pictures that it names. */
export type GivenSource = { source: Source; files: PictureFile[] };

export async function sourceOf(prompt: string | undefined, lessonFile: string | undefined): Promise<GivenSource> {
  if (lessonFile !== undefined) {
    if (prompt !== undefined) refuse("Give either a prompt or --lesson FILE, not both.");
    const markdown = await readLesson(lessonFile);
    // Reading Markdown takes a parser, which a prompt need not wait for.
    const { readPictures } = await import("./pictures.ts");
    const files = await readPictures(markdown, lessonFile);
    const pictures = files.map(({ picture }) => picture);
    return { source: { kind: "lesson", markdown, ...(files.length === 0 ? {} : { pictures }) }, files };
  }
  if (prompt === undefined)
    return refuse('Say what the video is about: ./proofreel make "Differentiate x^2 * sin(x)".');
  if (prompt.length > promptLimit)
    refuse(
      `The prompt has ${prompt.length.toLocaleString("en")} characters, more than the ${promptLimit.toLocaleString("en")} that are possible: shorten it, or write a lesson (--lesson FILE).`,
    );
  if (!Prompt.safeParse(prompt).success) refuse(sentence("invalid_prompt"));
  return { source: { kind: "prompt", prompt }, files: [] };
}

async function readLesson(file: string): Promise<string> {
  let markdown: string;
  try {
    markdown = await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : String(code);
    return refuse(`The lesson ${file} can't be read: ${why}.`);
  }
  if (markdown.length > lessonLimit)
    refuse(`The lesson is longer than ${lessonLimit.toLocaleString("en")} characters: split it.`);
  if (!Lesson.safeParse(markdown).success) refuse(sentence("invalid_lesson"));
  return markdown;
}

const sentence = (code: FailureCode): string => failureFacts[code].sentence;

function refuse(message: string): never {
  throw new CommandError(message, exitCodes.wrongUsage);
}
