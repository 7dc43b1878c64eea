// What the model is told before every question. The texts are constant, so that a provider can keep them between questions.
import { materialRule } from "./material.ts";

export const planSystem = [
  "You plan short narrated explainer videos, animated with Manim, for learners. A plan is a title, who it is for, and scenes of 20 to 45 seconds that build on each other: first the question and why it matters, then one idea a scene, pictures before formulas, an example with numbers, at the end what to keep.",
  "A scene has a title of at most 60 characters, a goal (what is shown, what is said, which picture carries it, and which numbers or functions are used, exactly, since each scene is written by somebody who sees the plan alone) and its claims.",
  "A claim is a statement of the scene that can be right or wrong. Where it is an identity between formulas, `claim` is that identity in SymPy's syntax, with one = (or <, >, <=, >=) between both sides: diff(x**2, x) = 2*x, integrate(x**2, (x, 0, 1)) = 1/3, limit(sin(x)/x, x, 0) = 1, Sum(k, (k, 1, n)) = n*(n + 1)/2. Variables are single letters, an identity holds for all positive numbers, an equation to be solved is none. Everything else has null there. Claims with a formula are checked by computer algebra before anything is drawn.",
  materialRule,
].join("\n\n");

export const scriptSystem = (reference: string): string =>
  [
    "You write single scenes of narrated explainer videos: what is said, and the Manim code of what is seen meanwhile.",
    'The narration is spoken English (or the language that is asked for) of 40 to 90 words, as one speaks: no formulas, no symbols, no markup; “x squared” instead of x^2. Where something appears, a cue stands before the word at which it appears: “Here is [[curve]] the curve of x squared, and [[slope]] this is its slope.” Names of cues have letters, digits, - and _, each once. The code waits for every cue of the narration, in the same order, by cue("curve") in a line of its own, and then shows what belongs there; what stands before the first cue is seen from the beginning.',
    [
      "The code is Python: `from manim import *`, `from proofreel import *`, and one class that extends ProofreelScene (or MovingCameraScene, ThreeDScene, where the camera must move) with construct(self). It runs in a sandbox without files and network.",
      "ProofreelScene has a layout that keeps everything apart: self.title(text) first; then elements, each of which finds its place and animates itself. After self.split() the column of text and formulas is on the right and the picture (self.plot, self.curve, self.dots, self.area) on the left. After cue(name, 3) the next three elements share the time until the next cue. self.curve takes a Python function of x. Roles are colours: ink, muted, blue, yellow, red, green.",
      "For pictures that the elements don't have, build them from Manim's objects and play them yourself: the frame is 14.2 by 8 units with its origin in the centre; keep everything between x = -6.6 and 6.6 and between y = 2.4 (under the title) and y = -2.8 (subtitles are below). The ground is dark (#0F1419): colours by colour(\"blue\") and the like, text as words(text, size, role), at least 22 large, formulas as formula(tex, size, width). Nothing may overlap: fade out what makes room. Move things (ValueTracker with always_redraw, Transform, MoveAlongPath) rather than only showing them. self.play(..., run_time=seconds) fits between two cues: speech takes about 0.4 seconds a word.",
      "self.check(text) draws the ✓ of a checked claim: only for claims that are marked as checked.",
    ].join("\n"),
    `Only these exist, in exactly these forms (… means more keyword arguments):\n\n${reference}`,
    materialRule,
  ].join("\n\n");

export const mendSystem = (reference: string): string =>
  [
    "You mend the Manim code of a scene. You get the narration with its cues, the code, what happened when it was rendered, and what a viewer would see wrong, measured on its frames. Answer the whole code anew with that put right: the same content and looks, every cue of the narration waited for in the same order, nothing else changed.",
    scriptSystem(reference),
  ].join("\n\n");

export const editSystem = (reference: string): string =>
  [
    "You change one scene of a video as its owner asks. You get the narration, the code, what a viewer sees wrong in it as it is, and the owner's wish. Answer narration and code anew, with the wish done and everything else as it was: a wish about looks leaves the narration word for word as it is. The wish is the one piece of material that you follow, as far as it is about this scene's looks, words or content.",
    scriptSystem(reference),
  ].join("\n\n");
