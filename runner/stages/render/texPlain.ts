// Which formulas may be set in one run of TeX. In a shared run one formula could change what the next one means
// (`\gdef`), and that would be kept under the name of the other. So only those share a run in which every word is known
// here and is known to leave nothing behind; all others get a run, and a sandbox, of their own.

export type PlainFormula = { preamble: string; body: string };

const begin = "\\begin{document}";
const end = "\\end{document}";

/** Its parts, where it is one that can do nothing to others; else null. */
export function plainFormula(tex: string): PlainFormula | null {
  const from = tex.indexOf(begin);
  const to = tex.lastIndexOf(end);
  if (from < 0 || to < from || tex.slice(to + end.length).trim() !== "") return null;
  const preamble = tex.slice(0, from);
  const body = tex.slice(from + begin.length, to).trim();
  const lines = preamble.split("\n").filter((line) => line !== "");
  if (lines[0] !== "\\documentclass[preview]{standalone}" || !lines.slice(1).every((line) => usedPackage.test(line)))
    return null;
  return isPlain(body, preamble) ? { preamble, body } : null;
}

/** One document in which each formula is a page, with what standalone's preview option does for one. */
export function together(preamble: string): string {
  const article = preamble.replace("\\documentclass[preview]{standalone}", "\\documentclass{article}");
  return `${article}\\usepackage[active,tightpage]{preview}\n`;
}

export const pagesOf = (bodies: readonly string[]): string =>
  `${begin}\n${bodies.map((body) => `\\begin{preview}\n${body}\n\\end{preview}`).join("\n")}\n${end}\n`;

const usedPackage = /^\\usepackage(\[english\]\{babel\}|\{(amsmath|amssymb|amsfonts|bm|mathtools|mathrsfs|physics)\})$/;

/** How Manim marks the parts of a formula; dvisvgm puts what they say into the SVG. */
const opensPart = /\\special\{dvisvgm:raw <g id='[A-Za-z0-9]{1,40}'>\}/g;
const closesPart = /\\special\{dvisvgm:raw <\/g>\}/g;

function isPlain(body: string, preamble: string): boolean {
  if (count(body, opensPart) !== count(body, closesPart)) return false;
  const rest = body.replace(opensPart, "").replace(closesPart, "");
  // No comments, no parameters, no characters that TeX reads as others (^^5c); an empty line ends a paragraph.
  if (/[#%]|\^\^|[^\x20-\x7e\n]|\n\s*\n/.test(rest.replace(/\\[%#]/g, ""))) return false;
  const words = rest.matchAll(/\\([A-Za-z]+)\*?|\\(.)/gs);
  for (const [, word, symbol] of words)
    if (word === undefined ? !",;:!>{}|\\%$&_# /".includes(symbol ?? "") : !knows(word, preamble)) return false;
  return isBalanced(rest);
}

/** A command without its package would spoil the run for all that share it. */
function knows(word: string, preamble: string): boolean {
  const needed = packaged[word];
  return needed === undefined ? known.has(word) : preamble.includes(`{${needed}}`);
}

const packaged: Record<string, string | undefined> = { bm: "bm", mathscr: "mathrsfs" };

/** Braces, dollars and environments close where they were opened. */
function isBalanced(body: string): boolean {
  const open: string[] = [];
  for (const [token, environment] of body.matchAll(/\\begin\{([^{}]*)\}|\\end\{[^{}]*\}|\\.|[{}$]/gs)) {
    const last = open.at(-1);
    if (environment !== undefined) {
      if (!environments.has(environment)) return false;
      open.push(environment);
    } else if (token.startsWith("\\end{")) {
      if (open.pop() !== token.slice("\\end{".length, -1)) return false;
    } else if (token === "{") open.push("{");
    else if (token === "}") {
      if (open.pop() !== "{") return false;
    } else if (token === "$") {
      if (last === "$") open.pop();
      else if (open.includes("$")) return false;
      else open.push("$");
    }
  }
  return open.length === 0;
}

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

/** Without those that count, as equation numbers do. */
const environments = new Set(
  "align* gather* equation* center aligned gathered split cases array matrix pmatrix bmatrix vmatrix Vmatrix Bmatrix smallmatrix".split(
    " ",
  ),
);

const known = new Set(
  `begin end left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr
  alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho sigma
  varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
  frac dfrac tfrac cfrac binom dbinom tbinom sqrt sum prod coprod int iint iiint oint bigcup bigcap bigoplus bigotimes
  bigvee bigwedge limits nolimits displaystyle textstyle scriptstyle scriptscriptstyle
  sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth log ln lg exp lim limsup liminf max min sup inf det
  dim ker gcd deg arg hom Pr
  cdot cdots ldots dots vdots ddots dotsb dotsc dotsm times div pm mp ast star circ bullet oplus ominus otimes oslash odot
  cap cup setminus wedge vee land lor neg lnot sqcap sqcup
  leq geq le ge ll gg neq ne equiv sim simeq approx cong propto doteq prec succ preceq succeq subset supset subseteq
  supseteq subsetneq in ni notin mid nmid parallel perp vdash models asymp
  to gets mapsto rightarrow leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow longrightarrow longleftarrow
  Longrightarrow Longleftarrow longmapsto uparrow downarrow updownarrow Uparrow Downarrow nearrow searrow swarrow nwarrow
  implies impliedby iff hookrightarrow rightharpoonup rightleftharpoons xrightarrow xleftarrow
  infty partial nabla forall exists nexists emptyset varnothing hbar ell Re Im aleph angle triangle square prime
  therefore because checkmark blacksquare dagger
  hat bar vec dot ddot tilde widehat widetilde overline underline overbrace underbrace overrightarrow overset underset
  stackrel substack boxed
  mathrm mathbf mathit mathsf mathtt mathcal mathbb mathfrak boldsymbol operatorname text textbf textit textrm
  textsf texttt emph mbox
  langle rangle lfloor rfloor lceil rceil lvert rvert lVert rVert vert Vert lbrace rbrace lbrack rbrack backslash
  quad qquad hspace hfill bmod pmod mod phantom hphantom vphantom
  tiny small normalsize large Large LARGE huge Huge centering par newline`.split(/\s+/),
);
