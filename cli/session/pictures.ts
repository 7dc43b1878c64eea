// The pictures that a lesson shows, read and looked at before anything is started: every one is used, or the lesson is
// refused in a sentence that names it.
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open, realpath } from "node:fs/promises";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { picturesOf } from "../../runner/stages/plan/lessonText.ts";
import { examinePicture, type LessonPicture, pictureLimits, pictureTypes, tooManyBytes } from "../../shared/picture.ts";
import { CommandError, exitCodes } from "../commandError.ts";

export type PictureFile = { picture: LessonPicture; type: string; content: Buffer };

/** Pictures lie in the lesson's folder or below it: a lesson from elsewhere must not send other files of this machine. */
export async function readPictures(markdown: string, lessonFile: string): Promise<PictureFile[]> {
  const paths = picturesOf(markdown);
  const { perLesson } = pictureLimits;
  if (paths.length > perLesson)
    refuse(`The lesson shows ${paths.length} pictures, more than the ${perLesson} that are possible: divide it.`);
  // A lesson without pictures may come through a pipe, which lies nowhere.
  if (paths.length === 0) return [];
  const folder = dirname(await realpath(lessonFile));
  const files: PictureFile[] = [];
  for (const path of paths) files.push(await readPicture(path, folder));
  return files;
}

async function readPicture(path: string, folder: string): Promise<PictureFile> {
  const unusable = (why: string): never => refuse(`The picture ${shortened(path)} of the lesson can't be used: ${why}`);
  if (path === "") unusable("no file is named: write it as ![caption](figure.png).");
  if (/^(?:[a-z][a-z0-9+.-]+:|\/\/)/i.test(path))
    unusable("it is an address: save the picture beside the lesson and name that file.");
  const beside = "put it into the lesson's folder and name it from there.";
  if (isAbsolute(decoded(path))) unusable(`its path does not begin at the lesson: ${beside}`);
  if (path.length > 500) unusable("its path is longer than 500 characters.");
  const content = await contentOf(resolve(folder, decoded(path)), folder, (why) => unusable(why.replace("%", beside)));
  const facts = examinePicture(content);
  if ("problem" in facts) return unusable(facts.problem);
  const { width, height, format } = facts;
  const sha256 = createHash("sha256").update(content).digest("hex");
  return { picture: { path, sha256, bytes: content.length, width, height }, type: pictureTypes[format], content };
}

async function contentOf(file: string, folder: string, unusable: (why: string) => never): Promise<Buffer> {
  try {
    const place = await realpath(file);
    const inside = relative(folder, place);
    if (inside === "" || inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside))
      return unusable("it lies outside the lesson's folder: %");
    // A pipe would never open, and whoever swaps the file for a link now gets nothing.
    const opened = await open(place, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    try {
      const facts = await opened.stat();
      if (!facts.isFile()) return unusable(facts.isDirectory() ? "it is a folder." : "it is no plain file.");
      if (facts.size > pictureLimits.bytes) return unusable(tooManyBytes(facts.size));
      const wanted = Buffer.alloc(facts.size);
      const { bytesRead } = await opened.read(wanted, 0, wanted.length, 0);
      return wanted.subarray(0, bytesRead);
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return unusable(`there is no such file in ${folder}: %`);
    return unusable(`it can't be read (${code}).`);
  }
}

/** Markdown writes a blank in a path as %20. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A percent sign that is just one.
    return path;
  }
}

const shortened = (path: string): string => (path.length > 100 ? `${path.slice(0, 100)}…` : path);

function refuse(message: string): never {
  throw new CommandError(message, exitCodes.wrongUsage);
}
