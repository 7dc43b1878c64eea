/** What a plan of a lesson needs beside its text: the paths of its pictures. */
export { picturesOf } from "../../authors/lesson/markdown.ts";
