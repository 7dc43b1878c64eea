// The same functions in a module whose context serves one run after the other.
export * from "./events.ts";

export const experimental_reuseContext = true;
