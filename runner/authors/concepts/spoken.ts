// Numbers as a voice says them.

/** At most `places` decimals, without needless zeros. */
export function rounded(value: number, places = 2): string {
  const text = String(Number(value.toFixed(places)));
  return text === "-0" ? "0" : text;
}

/** A number within a sentence: "minus 0.5", and a whole number without decimals. */
export function spoken(value: number, places = 2): string {
  return rounded(value, places).replace("-", "minus ");
}
