// A concept: a lesson whose scenes were written by hand, with parameters that a prompt may set. Beside `concept.ts` lies
// one Manim file to a scene, `<sceneKey>.py` with "-" as "_": a whole file, with its parameters as constants at its top.
import type { Parameter, Values } from "./parameters.ts";

/** What a scene states; `expression` is SymPy-readable (`diff(x**2, x) = 2*x`) where it can be checked. */
export type ConceptClaim = { text: string; expression?: string };

type ConceptScene<P> = {
  key: string;
  title: string | ((values: P) => string);
  goal: string;
  claims?: (values: P) => ConceptClaim[];
  /** 20 to 75 words with cues `[[name]]`, each of which the scene's code waits for. */
  narration: (values: P) => string;
};

/** What `concept()` takes; `values` are those of the parameters, read from the prompt or else their fallbacks. */
type Written<S extends Record<string, Parameter<unknown>>> = {
  /** As its folder is called, with "-" between words. */
  key: string;
  title: string | ((values: Values<S>) => string);
  /** Without values: how it is offered. */
  name?: string;
  /** What people call it, and how they ask for it without knowing its name. Stop words, endings and order don't matter. */
  names: string[];
  /** `import.meta.dirname` */
  folder: string;
  /** camelCase; `stepSize` is the constant `STEP_SIZE` of the scenes. */
  parameters: S;
  /** Why values that are each in their range don't go together, as a sentence that helps; null where they do. */
  refuse?: (values: Values<S>) => string | null;
  /** 4 to 8. */
  scenes: ConceptScene<Values<S>>[];
};

export type Concept = {
  key: string;
  /** How it is offered. */
  name: string;
  names: readonly string[];
  folder: string;
  parameters: Readonly<Record<string, Parameter<unknown>>>;
  refuse(values: Record<string, unknown>): string | null;
  titleOf(values: Record<string, unknown>): string;
  scenesOf(values: Record<string, unknown>): SceneOfConcept[];
};

export type SceneOfConcept = {
  key: string;
  title: string;
  goal: string;
  claims: ConceptClaim[];
  narration: string;
};

/** The values come typed into the concept's functions, and go untyped through all that serves every concept alike. */
export function concept<S extends Record<string, Parameter<unknown>>>(written: Written<S>): Concept {
  const { title, scenes, refuse } = written;
  const typed = (values: Record<string, unknown>): Values<S> => values as Values<S>;
  return {
    key: written.key,
    name: written.name ?? (typeof title === "string" ? title : written.key),
    names: written.names,
    folder: written.folder,
    parameters: written.parameters,
    refuse: (values) => refuse?.(typed(values)) ?? null,
    titleOf: (values) => (typeof title === "string" ? title : title(typed(values))),
    scenesOf: (values) =>
      scenes.map((scene) => ({
        key: scene.key,
        title: typeof scene.title === "string" ? scene.title : scene.title(typed(values)),
        goal: scene.goal,
        claims: scene.claims?.(typed(values)) ?? [],
        narration: scene.narration(typed(values)).replaceAll(/\s+/g, " ").trim(),
      })),
  };
}
