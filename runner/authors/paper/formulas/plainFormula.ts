// Short formulas as running text: on screen among words, and in the cells of tables.
import { plainTex } from "../../lesson/wording.ts";

const letters =
  "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω";
const signs =
  "pm ± times × cdot · le ≤ leq ≤ ge ≥ geq ≥ neq ≠ ne ≠ approx ≈ sim ~ infty ∞ to → rightarrow → uparrow ↑ downarrow ↓ checkmark ✓ in ∈ circ ° ell ℓ partial ∂ nabla ∇ dots … ldots … cdots …";
const pairs = `${letters} ${signs}`.split(" ");
const symbols = new Map(pairs.flatMap((name, at) => (at % 2 === 0 ? [[name, pairs[at + 1] ?? ""]] : [])));

/** The formula in letters and signs alone, or null where it needs more than that. */
export function plainFormula(tex: string): string | null {
  const known = tex
    .replace(/\^\s*\{?\s*\\circ\s*\}?/g, "°")
    .replace(/\\%/g, "%")
    .replace(
      /\\(?:mathbf|mathrm|mathit|mathcal|mathbb|text|textbf|textrm|operatorname|boldsymbol)\s*\{([^{}]*)\}/g,
      "$1",
    )
    .replace(/\\([a-zA-Z]+)\s*/g, (command, name: string) => symbols.get(name) ?? command);
  const plain = plainTex(known).replace(/\s+/g, " ").trim();
  return /[\\_^{}]/.test(plain) ? null : plain;
}
