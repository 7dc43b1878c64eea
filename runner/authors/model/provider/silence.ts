import { ProviderError } from "./provider.ts";

/** A signal that also fires when `touch` was not called for so long: a stream may stay open and say nothing. */
export function watchSilence(
  outer: AbortSignal,
  silentMs: number,
): Disposable & { signal: AbortSignal; touch(): void } {
  const silence = new AbortController();
  const giveUp = (): void =>
    silence.abort(new ProviderError("silent", `nothing came for ${Math.round(silentMs / 1000)} seconds`));
  let timer = setTimeout(giveUp, silentMs);
  return {
    signal: AbortSignal.any([outer, silence.signal]),
    touch() {
      clearTimeout(timer);
      timer = setTimeout(giveUp, silentMs);
    },
    [Symbol.dispose]: () => clearTimeout(timer),
  };
}
