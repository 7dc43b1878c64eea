// Symbols and short formulas of running text, read off as people read them: "x i", "n by m", "alpha squared".

const words: Readonly<Record<string, string>> = {
  in: "in",
  notin: "not in",
  times: "by",
  cdot: "times",
  le: "at most",
  leq: "at most",
  ge: "at least",
  geq: "at least",
  ll: "much less than",
  gg: "much greater than",
  to: "to",
  rightarrow: "to",
  mapsto: "to",
  infty: "infinity",
  ne: "not equal to",
  neq: "not equal to",
  approx: "about",
  sim: "about",
  simeq: "about",
  equiv: "equivalent to",
  pm: "plus or minus",
  subset: "within",
  subseteq: "within",
  cup: "union",
  cap: "intersected with",
  forall: "for all",
  exists: "there is",
  ldots: "and so on",
  dots: "and so on",
  cdots: "and so on",
  partial: "d",
  nabla: "nabla",
  ell: "l",
  hbar: "h bar",
  prime: "prime",
  star: "star",
  ast: "star",
  top: "transpose",
  dagger: "dagger",
  circ: "degrees",
  percent: "percent",
  log: "log",
  ln: "log",
  exp: "exp",
  sin: "sine",
  cos: "cosine",
  tan: "tangent",
  min: "min",
  max: "max",
  det: "determinant of",
  dim: "dimension of",
  lim: "limit of",
  Pr: "probability of",
  varepsilon: "epsilon",
  varphi: "phi",
  vartheta: "theta",
  varrho: "rho",
  varsigma: "sigma",
};
const greek =
  /^(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|chi|psi|omega)$/i;
const signs: Readonly<Record<string, string>> = {
  "=": "equals",
  "+": "plus",
  "-": "minus",
  "<": "less than",
  ">": "greater than",
  "/": "over",
  "%": "percent",
  ":": "to",
  "|": "",
  ",": ",",
  "(": "",
  ")": "",
  "'": "prime",
  "!": "factorial",
};
const silent =
  /^(?:left|right|big|Big|bigl|bigr|Bigl|Bigr|mathbf|mathrm|mathit|mathcal|mathbb|mathsf|mathtt|mathfrak|boldsymbol|bm|text|textrm|textbf|textit|textsf|texttt|operatorname|hat|tilde|bar|vec|widehat|widetilde|overline|quad|displaystyle|limits|mathscr|rm|bf|cal|mathds)$/;
const mostWords = 12;

const summed = /[_^]\s*\{[^{}]*[-+=][^{}]*\}|\([^()]*[-+=][^()]*\)/;

export function simplySpoken(tex: string): string | null {
  if (tex.length > 80 || /\\(?:frac|sum|int|prod|sqrt|begin|binom|over)\b/.test(tex)) return null;
  // Nobody hears where an index or a bracket ends that has a sum in it.
  if (summed.test(tex)) return null;
  const said: string[] = [];
  const tokens = tex.match(/\\[a-zA-Z]+|\\[\s\S]|\d+(?:[.,]\d+)*|[a-zA-Z]+|\s+|[\s\S]/g) ?? [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? "";
    if (/^\s+$/.test(token) || token === "{" || token === "}" || token === "&" || token === "~") continue;
    if (token === "_") continue;
    if (token === "^") {
      const rest = tokens.slice(at + 1).join("");
      const power = /^\{?\s*([23])\s*(?:\}|(?![\d\w]))/.exec(rest)?.[1];
      if (power === undefined) {
        if (!/^\{?\s*(?:\\(?:top|star|ast|dagger|prime|circ)|[*'T])/.test(rest)) said.push("to the");
        continue;
      }
      said.push(power === "2" ? "squared" : "cubed");
      const open = tokens[at + 1] === "{";
      at += open ? tokens.slice(at + 1).indexOf("}") + 1 : 1;
      continue;
    }
    const command = /^\\([a-zA-Z]+)$/.exec(token)?.[1];
    if (command !== undefined) {
      const word = words[command] ?? (greek.test(command) ? command : silent.test(command) ? "" : null);
      if (word === null) return null;
      if (word) said.push(word);
    } else if (token === "(" && /(?:[a-zA-Z}\d]|\\[a-zA-Z]+)\s*(?:\\left)?\s*$/.test(tokens.slice(0, at).join(""))) {
      said.push("of");
    } else if (/^\\[,;:! ]$/.test(token)) continue;
    else if (token === "\\{" || token === "\\}" || token === "\\|") continue;
    else if (token === "\\%") said.push("percent");
    else if (/^[a-zA-Z]+$/.test(token))
      said.push(
        /\\(?:text|operatorname|mathrm|rm)[a-z]*\s*\{?[^}]*$/.test(tokens.slice(0, at).join(""))
          ? token
          : token.split("").join(" "),
      );
    else if (/^\d/.test(token)) said.push(token);
    else {
      const sign = signs[token];
      if (sign === undefined) return null;
      if (sign) said.push(sign);
    }
  }
  const text = said
    .join(" ")
    .replace(/\s+,/g, ",")
    .replace(/(?:,\s*)+$/, "")
    .trim();
  return text !== "" && text.split(/\s+/).length <= mostWords ? text : null;
}
