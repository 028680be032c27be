/**
 * LaTeX commands that a formula may contain. Each only typesets; none reads or writes a file, runs a program or defines
 * a command. This is an allowlist, because a blocklist would have to name every command of TeX.
 */
const COMMANDS = `
alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu xi omicron pi varpi
rho varrho sigma varsigma tau upsilon phi varphi chi psi omega
Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
frac dfrac tfrac cfrac sqrt root binom dbinom tbinom over choose atop stackrel overset underset
sum prod coprod int iint iiint oint bigcup bigcap bigsqcup bigvee bigwedge bigoplus bigotimes bigodot biguplus
lim limsup liminf sup inf max min argmax argmin log ln lg exp sin cos tan cot sec csc arcsin arccos arctan sinh cosh
tanh coth det dim ker deg gcd hom arg Pr mod bmod pmod pod
times div pm mp cdot ast star circ bullet cap cup uplus sqcap sqcup vee wedge land lor lnot neg setminus wr diamond
oplus ominus otimes oslash odot dagger ddagger amalg
le leq ge geq lt gt ne neq equiv sim simeq approx approxeq cong propto prec succ preceq succeq ll gg lll ggg lesssim
gtrsim lessgtr doteq asymp subset supset subseteq supseteq subsetneq supsetneq sqsubset sqsupset in ni notin mid nmid
parallel perp models vdash dashv Vdash vDash bowtie smile frown triangleq coloneqq not
leftarrow rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow longleftarrow longrightarrow longleftrightarrow
Longleftarrow Longrightarrow Longleftrightarrow uparrow downarrow updownarrow Uparrow Downarrow mapsto longmapsto to
gets iff implies impliedby hookrightarrow hookleftarrow nearrow searrow swarrow nwarrow rightharpoonup
rightharpoondown rightleftharpoons leadsto xrightarrow xleftarrow
infty partial nabla forall exists nexists emptyset varnothing hbar hslash ell wp Re Im aleph beth imath jmath angle
measuredangle triangle square Box Diamond lozenge blacksquare top bot flat natural sharp clubsuit diamondsuit heartsuit
spadesuit prime backprime surd degree checkmark eth mho complement ldots cdots vdots ddots dots dotsc dotsb therefore
because colon
left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr langle rangle lceil rceil lfloor rfloor
lbrace rbrace lbrack rbrack lvert rvert lVert rVert vert Vert backslash
hat widehat check tilde widetilde acute grave dot ddot dddot breve bar vec overline underline overbrace underbrace
overrightarrow overleftarrow mathring boxed cancel
mathrm mathbf mathit mathsf mathtt mathcal mathscr mathfrak mathbb mathnormal boldsymbol bm pmb bold rm bf it cal sf tt
text textrm textbf textit textsf texttt textsc textnormal textup mbox operatorname ensuremath emph
textsuperscript textsubscript
displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits
quad qquad enspace thinspace negthinspace hspace phantom hphantom vphantom mathrel mathbin mathop mathord mathopen
mathclose mathpunct
begin end matrix pmatrix bmatrix vmatrix cases array aligned hline
sc scriptsize small rightarrowtail twoheadrightarrow circlearrowleft circlearrowright upharpoonright
lesseqgtr gtreqless eqsim backsim thicksim thickapprox succsim precsim leqslant geqslant nleq ngeq nsubseteq nsupseteq
bigcirc bigstar bigtriangleup bigtriangledown triangleleft triangleright blacktriangle blacktriangledown
S P AA aa O o L l ss ae AE oe OE deg micro AU
`;

const SAFE = new Set(COMMANDS.split(/\s+/).filter((name) => name !== ''));
/** A command of letters, or `^^`, which encodes a character in TeX: `^^5c` is a backslash. */
const RISKS = /\\([a-zA-Z@]+)|\^\^|(?<!\\)[%#]/g;

/** Whether a formula contains only maths commands. */
export function isHarmlessMaths(formula: string): boolean {
  for (const [, command] of formula.matchAll(RISKS)) {
    if (command === undefined || !SAFE.has(command)) return false;
  }
  return true;
}
