// The scene shown in place of one that can't be rendered: calm, complete, never like an error.
import { literal } from "./storyboard.ts";

export function slateCode(slate: { title: string; sentence: string; formula?: string | undefined }): string {
  const values = [slate.title, slate.sentence, ...(slate.formula ? [slate.formula] : [])].map(literal).join(", ");
  return [
    "from manim import *",
    "from proofreel import *",
    "",
    "",
    "class Slate(ProofreelScene):",
    "    def construct(self):",
    `        self.slate(${values})`,
    "",
  ].join("\n");
}
