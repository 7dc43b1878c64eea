// What a video is made from, checked before anything is started for it.
import { readFile } from "node:fs/promises";
import { type FailureCode, failureFacts } from "../../shared/failures.ts";
import { Lesson, lessonLimit, Prompt, promptLimit, type Source, type SourceFile } from "../../shared/source.ts";
import { CommandError, exitCodes } from "../commandError.ts";

export const defaultVoice = "espeak";
export const defaultLanguage = "en";

/** A file that belongs to a source, as it is uploaded; `type` is its media type. */
export type SourceUpload = SourceFile & { type: string; content: Buffer };

/** A source, the files that it names, and what a lesson's front matter wishes. */
export type GivenSource = { source: Source; files: SourceUpload[]; wishes?: { voice?: string; language?: string } };

/** What the command line was given, of which one is meant. */
export type SourceOptions = { lesson?: string; paper?: string };

export async function sourceOf(
  prompt: string | undefined,
  { lesson: lessonFile, paper }: SourceOptions,
): Promise<GivenSource> {
  const given = [prompt, lessonFile, paper].filter((one) => one !== undefined);
  if (given.length > 1) refuse("Give one of a prompt, --lesson FILE and --paper PAPER, not several.");
  if (paper !== undefined) {
    const { paperOf } = await import("./paper.ts");
    return await paperOf(paper);
  }
  if (lessonFile !== undefined) {
    const markdown = await readLesson(lessonFile);
    // Reading Markdown takes a parser, which a prompt need not wait for.
    const { readPictures } = await import("./pictures.ts");
    const shown = await readPictures(markdown, lessonFile);
    const pictures = shown.map(({ picture }) => picture);
    const { readFrontMatter } = await import("../../runner/stages/plan/lessonText.ts");
    const { voice, language } = readFrontMatter(markdown).wishes;
    return {
      source: { kind: "lesson", markdown, ...(shown.length === 0 ? {} : { pictures }) },
      files: shown.map(({ picture: { path, sha256, bytes }, ...file }) => ({ name: path, sha256, bytes, ...file })),
      wishes: { ...(voice === undefined ? {} : { voice }), ...(language === undefined ? {} : { language }) },
    };
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
