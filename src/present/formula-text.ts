/** Formulas as text, for places where LaTeX is not typeset: `$\ell_1$` as ℓ₁, `HfO$_2$` as HfO₂. */

/** `$…$` without a blank inside at its ends, as between amounts of money. */
const FORMULA = /(?<![\\$])\$(?![\s$])([^$\n]{1,120})(?<![\s\\])\$(?!\$)/g;
/** What no amount of money has: "$10-$20". */
const MATHS = /[\\^_]/;
/** Commands that change the look of their argument. */
const STYLED =
  /\\(?:math(?:rm|bf|it|sf|tt|cal|scr|frak)|boldsymbol|bm|operatorname|emph|mbox|text[a-z]{0,6})\s?\{([^{}]*)\}/g;
const BLACKBOARD = /\\mathbb\s?\{?([CFHNPQRZ])(?![A-Za-z])\}?/g;
const COMMAND = /\\([A-Za-z]+)/g;
/** Signs that LaTeX wants escaped, in formulas and in text. */
export const ESCAPED = /\\([%&#])/g;
const SPACING = /\\[,;:! ]/g;
const SCRIPT = /([_^])\s?(?:\{([^{}]*)\}|([^{}\\]))/g;

const LETTERS = 'CFHNPQRZ';
const DOUBLE_STRUCK = 'ℂ𝔽ℍℕℙℚℝℤ';
const SUPERSCRIPTS = scripts('0123456789+-−=()ni', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ');
const SUBSCRIPTS = scripts('0123456789+-−=()ijknx', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ᵢⱼₖₙₓ');
const GREEK =
  'alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ ' +
  'mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω ' +
  'Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω';
const SIGNS =
  'ell ℓ infty ∞ times × cdot · pm ± mp ∓ sim ∼ simeq ≃ approx ≈ equiv ≡ propto ∝ neq ≠ ne ≠ leq ≤ le ≤ geq ≥ ge ≥ ' +
  'll ≪ gg ≫ lesssim ≲ gtrsim ≳ to → rightarrow → leftarrow ← leftrightarrow ↔ mapsto ↦ in ∈ notin ∉ subset ⊂ ' +
  'supset ⊃ subseteq ⊆ cup ∪ cap ∩ cdots ⋯ ldots … dots … ast ∗ star ⋆ circ ∘ degree ° prime ′ dagger † nabla ∇ ' +
  'partial ∂ sum ∑ prod ∏ int ∫ otimes ⊗ oplus ⊕ perp ⊥ parallel ∥ mid ∣ hbar ℏ forall ∀ exists ∃ emptyset ∅ ' +
  'wedge ∧ vee ∨ langle ⟨ rangle ⟩';
const FUNCTIONS = 'log ln exp min max sup inf sin cos tan tanh det dim ker deg Pr lim arg'.split(' ');
const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ...[...`${GREEK} ${SIGNS}`.matchAll(/(\w+) (\S+)/g)].map(([, name, sign]) => [name!, sign!] as const),
  ...FUNCTIONS.map((name) => [name, name] as const),
  ['left', ''],
  ['right', ''],
]);

/** A formula that plain characters cannot write stays as it is. */
export function formulasAsText(text: string): string {
  if (!text.includes('$')) return text;
  return text.replace(FORMULA, (whole, maths: string, at: number) => {
    const amount = /\d/.test(text[at + whole.length] ?? '') && !MATHS.test(maths);
    return amount ? whole : (textOf(maths) ?? whole);
  });
}

function textOf(maths: string): string | undefined {
  const text = maths
    .replace(STYLED, '$1')
    .replace(STYLED, '$1')
    .replace(BLACKBOARD, (_, letter: string) => [...DOUBLE_STRUCK][LETTERS.indexOf(letter)]!)
    .replace(SPACING, ' ')
    .replace(ESCAPED, '$1')
    .replace(COMMAND, (command, name: string) => SYMBOLS.get(name) ?? command)
    .replace(SCRIPT, (_, sign: string, group: string | undefined, one: string | undefined) => {
      const small = sign === '^' ? SUPERSCRIPTS : SUBSCRIPTS;
      const script = (group ?? one)!;
      const characters = [...script].map((character) => small.get(character));
      if (!characters.includes(undefined)) return characters.join('');
      return sign + (/^(?:[\w.]*|.)$/u.test(script) ? script : `(${script})`);
    })
    .replace(/[{}]/g, '');
  return text.includes('\\') ? undefined : text.trim();
}

function scripts(plain: string, small: string): ReadonlyMap<string, string> {
  const signs = [...small];
  return new Map([...plain].map((character, i) => [character, signs[i]!]));
}
