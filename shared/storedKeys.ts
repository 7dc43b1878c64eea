// Runner to Convex: which of the files in my storage does anybody still need?
import * as z from "zod";
import { StoredFile } from "./scene.ts";

/** Body of POST <site>/runner/wanted. */
export const WantedQuestion = z.object({ keys: z.array(StoredFile.shape.key).min(1).max(100) });
export type WantedQuestion = z.infer<typeof WantedQuestion>;

/**
 * Those of the keys that a row still names. `deployment` is the same for as long as the database lives, so that a runner
 * that was pointed at another one doesn't take its silence for a no; null where nobody has signed in yet.
 */
export const WantedAnswer = z.object({ deployment: z.string().nullable(), wanted: z.array(z.string()) });
export type WantedAnswer = z.infer<typeof WantedAnswer>;
