// What a lesson says before anything is made of it, for whoever has to bring along what it names.
export { readFrontMatter } from "../../authors/lesson/frontMatter.ts";
export { picturesOf } from "../../authors/lesson/markdown.ts";
