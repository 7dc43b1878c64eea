// The commands that TeX's usual mathematics packages have: a formula with any other can't be set, and is not shown.
import { PipelineError } from "../../../../shared/failures.ts";
import { refuseUnsafe } from "../../lesson/safeTex.ts";

const names = `
alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega
Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega varGamma varDelta varTheta varLambda varXi varPi varSigma varUpsilon varPhi varPsi varOmega digamma varkappa
aleph beth hbar hslash ell Re Im wp partial infty nabla forall exists nexists neg lnot emptyset varnothing angle measuredangle triangle square Box Diamond lozenge blacksquare bigstar star diamond clubsuit diamondsuit heartsuit spadesuit sharp flat natural prime backprime top bot complement imath jmath eth mho surd
pm mp times div cdot ast star circ bullet cap cup uplus sqcap sqcup vee lor wedge land setminus smallsetminus wr oplus ominus otimes oslash odot bigcirc dagger ddagger amalg ltimes rtimes boxplus boxtimes dotplus intercal barwedge
leq le geq ge neq ne equiv sim simeq approx approxeq cong propto prec succ preceq succeq ll gg lll ggg subset supset subseteq supseteq subsetneq supsetneq nsubseteq sqsubset sqsubseteq sqsupseteq in ni notin owns mid nmid parallel nparallel perp models vdash dashv Vdash vDash bowtie asymp doteq smile frown leqslant geqslant lesssim gtrsim lessgtr nleq ngeq nless ngtr triangleq coloneqq vartriangle trianglelefteq backsim between pitchfork lt gt not
leftarrow rightarrow to gets leftrightarrow Leftarrow Rightarrow Leftrightarrow longleftarrow longrightarrow longleftrightarrow Longleftarrow Longrightarrow Longleftrightarrow implies impliedby iff mapsto longmapsto hookrightarrow hookleftarrow uparrow downarrow updownarrow Uparrow Downarrow nearrow searrow swarrow nwarrow rightharpoonup rightharpoondown leftharpoonup leftharpoondown rightleftharpoons rightsquigarrow leadsto twoheadrightarrow rightarrowtail circlearrowleft curvearrowright xrightarrow xleftarrow
sum prod coprod int iint iiint oint bigcap bigcup bigsqcup bigvee bigwedge bigoplus bigotimes bigodot biguplus
arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min Pr sec sin sinh sup tan tanh injlim projlim varlimsup varliminf operatorname mod bmod pmod pod
frac dfrac tfrac cfrac binom dbinom tbinom sqrt root of over choose atop overline underline overbrace underbrace overrightarrow overleftarrow widehat widetilde hat check tilde acute grave dot ddot dddot breve bar vec mathring stackrel overset underset sideset substack
left right middle big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm langle rangle lvert rvert lVert rVert vert Vert lfloor rfloor lceil rceil lbrace rbrace lbrack rbrack ulcorner urcorner backslash
mathbf mathrm mathit mathsf mathtt mathcal mathbb mathfrak mathnormal boldsymbol pmb text textrm textbf textit textsf texttt textnormal mbox hbox rm bf it cal mathop mathbin mathrel mathord mathopen mathclose mathpunct displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits
quad qquad hspace hphantom phantom vphantom smash enspace thinspace medspace thickspace negthinspace nonumber notag dots ldots cdots vdots ddots dotsc dotsb dotsm dotsi colon begin end hline cr array strut mathstrut displaylimits
`;
const known: ReadonlySet<string> = new Set(names.split(/\s+/).filter(Boolean));
const environments: ReadonlySet<string> = new Set([
  "aligned",
  "gathered",
  "split",
  "cases",
  "array",
  "matrix",
  "pmatrix",
  "bmatrix",
  "Bmatrix",
  "vmatrix",
  "Vmatrix",
  "smallmatrix",
  "alignedat",
]);

/** What other packages call what these have. */
const instead: readonly [RegExp, string][] = [
  [/\\(?:bm|boldmath|mathbold|mathbfit|bs|vb|vectorbold|bbold)(?![a-zA-Z])/g, "\\boldsymbol"],
  [/\\(?:mathds|mathbbm|mathbbmss|Bbb)(?![a-zA-Z])/g, "\\mathbb"],
  [/\\(?:mathscr|EuScript|mathpzc)(?![a-zA-Z])/g, "\\mathcal"],
  [/\\(?:textsc|textup|textmd|mathup|upright)(?![a-zA-Z])/g, "\\mathrm"],
  [/\\operatorname\*(?![a-zA-Z])/g, "\\operatorname*"],
  [/\\operatornamewithlimits(?![a-zA-Z])/g, "\\operatorname*"],
  [
    /\\(?:ensuremath|protect|mathclap|mathllap|mathrlap|allowbreak|relax|boxed|fbox|tag\*?|centering|noindent|medmuskip|thinmuskip)(?![a-zA-Z])/g,
    "",
  ],
  [/\\(?:coloneq|coloneqq|defeq|vcentcolon=)(?![a-zA-Z])/g, ":="],
  [/\\(?:slash)(?![a-zA-Z])/g, "/"],
  [/\\(?:dif|dd|diff|mathd)(?![a-zA-Z])/g, "\\mathrm{d}"],
  [/\\mathbf\s*\{\\boldsymbol/g, "{\\boldsymbol"],
];
const without = [
  /\\(?:label|eqlabel|ref|eqref|cite[a-z]*|footnote|index|color|tag\*?|vspace\*?|hspace\*?)\s*(?:\[[^\]]*\])?\{[^{}]*\}/g,
  /\\(?:textcolor|colorbox)\s*(?:\[[^\]]*\])?\{[^{}]*\}(?=\s*\{)/g,
  /\\(?:nonumber|notag|displaybreak|pagebreak|nopagebreak|noalign\{[^{}]*\}|intertext\{[^{}]*\})(?![a-zA-Z])/g,
  /%[^\n]*/g,
];

/** The formula as it can be set by TeX's usual packages; null where it can't, or might do harm. */
export function settable(given: string): string | null {
  let tex = given;
  for (const pattern of without) tex = tex.replace(pattern, " ");
  for (const [pattern, other] of instead) tex = tex.replace(pattern, other);
  tex = tex.replace(/\s+/g, " ").trim();
  if (tex === "" || /[^\x20-\x7e]/.test(withoutText(tex)) || /[$#]/.test(tex.replace(/\\[$#]/g, ""))) return null;
  for (const [, name = ""] of tex.matchAll(/\\([a-zA-Z]+)/g)) if (!known.has(name)) return null;
  for (const [, name = ""] of tex.matchAll(/\\(?:begin|end)\s*\{([^{}]*)\}/g)) if (!environments.has(name)) return null;
  // `^^5c`, which is a backslash to TeX, comes out of the parser as this.
  if (!balanced(tex) || /\^\s*\{?\s*\^/.test(tex)) return null;
  try {
    refuseUnsafe(tex);
    return tex;
  } catch (error) {
    if (error instanceof PipelineError) return null;
    throw error;
  }
}

const withoutText = (tex: string): string => tex.replace(/\\text[a-z]*\s*\{[^{}]*\}/g, "");

/** Braces, \left and \right, and environments in pairs. */
export function balanced(tex: string): boolean {
  const open: string[] = [];
  for (const [mark, , environment] of tex.matchAll(
    /\\(begin|end)\s*\{([^{}]*)\}|\\(?:left|right)(?![a-zA-Z])|\\[\s\S]|[{}]/g,
  )) {
    if (mark === "{" || mark === "\\left") open.push(mark);
    else if (mark.startsWith("\\begin")) open.push(`begin ${environment}`);
    else if (mark === "}" && open.pop() !== "{") return false;
    else if (mark === "\\right" && open.pop() !== "\\left") return false;
    else if (mark.startsWith("\\end") && open.pop() !== `begin ${environment}`) return false;
  }
  return open.length === 0;
}
