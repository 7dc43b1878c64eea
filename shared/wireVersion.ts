/** Counts up with every change of a body in jobs.ts or reports.ts: both sides of a wire must be of the same version. */
export const wireVersion = 8;
