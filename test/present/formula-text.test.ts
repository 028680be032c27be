import { describe, expect, test } from 'vitest';
import { formulasAsText } from '../../src/present/formula-text.js';

describe('a formula', () => {
  test.each([
    [String.raw`the $\ell_1$-norm`, 'the ℓ₁-norm'],
    ['HfO$_2$ and S$^2$R', 'HfO₂ and S²R'],
    [String.raw`$\mathbb{R}^n$ and $\mathbb Z/p$`, 'ℝⁿ and ℤ/p'],
    [String.raw`$O(n \log n)$ by $k$-means`, 'O(n log n) by k-means'],
    [String.raw`$x_{ij}^{2} \leq 10^{-3}$`, 'xᵢⱼ² ≤ 10⁻³'],
    [String.raw`$T_c$, $A^{T}$, $\pi_{0.5}$, $O_{8+\delta}$`, 'T_c, A^T, π_0.5, O_(8+δ)'],
    [String.raw`$\mathrm{E}(3)$ and $\boldsymbol{\mathrm{f}}$`, 'E(3) and f'],
    [String.raw`($\times$4)`, '(×4)'],
    [String.raw`$\left(x\right)$`, '(x)'],
    [String.raw`$95\%$ and $\pm 5\%$`, '95% and ± 5%'],
  ])('%s is written as %s', (text, written) => {
    expect(formulasAsText(text)).toBe(written);
  });

  test.each([
    String.raw`a half is $\frac{1}{2}$`,
    String.raw`$\widehat{x}$ and $x \unknown y$`,
    'It costs $5 and $6.',
    'From $10-$20, or $3.',
    String.raw`\$5 and \$6`,
    '$$x$$',
    'US$ 5, CA$ 7',
  ])('stays: %s', (text) => {
    expect(formulasAsText(text)).toBe(text);
  });
});
