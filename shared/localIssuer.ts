/**
 * The name under which a runner signs people in, in its tokens and in Convex. A name and not the runner's address: whoever
 * signs in is known to Convex by it, and must stay the same person when the runner moves to another port or host.
 */
export const defaultLocalIssuer = "https://runner.proofreel.internal";
