/** What `libraries.mjs` asks of each library: inputs and the answers that our readers promise. Written for this test. */

/** The lower 32 bits, as a Zstandard frame carries them. */
export const XXH64 = [
  ['', 0x51d8e999],
  ['a', 0xa98c6e5b],
  ['abc', 0xad770999],
  ['Nobody inspects the spammish repetition', 0x8a378bf1],
];

/** Porter2 (snowballstem.org), exceptions included. */
export const STEMS = [
  ['classes', 'class'],
  ['ties', 'tie'],
  ['cries', 'cri'],
  ['gas', 'gas'],
  ['agreed', 'agre'],
  ['luxuriating', 'luxuri'],
  ['hopping', 'hop'],
  ['hoping', 'hope'],
  ['say', 'say'],
  ['relational', 'relat'],
  ['hopefulness', 'hope'],
  ['electrical', 'electr'],
  ['communism', 'communism'],
  ['news', 'news'],
  ['skies', 'sky'],
  ['innings', 'inning'],
  ['university', 'univers'],
  ['generate', 'generat'],
  ['generally', 'general'],
  ["dog's", 'dog'],
  ['constructor', 'constructor'],
];

/** A mark that is never closed costs its own row and no other. */
export const csvCases = [
  [
    'a,b\n"x, y","say ""hi"""\n',
    [
      ['a', 'b'],
      ['x, y', 'say "hi"'],
    ],
  ],
  [
    'a,b\n"two\nlines",c\n',
    [
      ['a', 'b'],
      ['two\nlines', 'c'],
    ],
  ],
  [
    'a,b\nA,"open\nB,"fine, really"\nC,plain\n',
    [
      ['a', 'b'],
      ['B', 'fine, really'],
      ['C', 'plain'],
    ],
  ],
  [
    'a,b\nA,x\nB,"open at the end\n',
    [
      ['a', 'b'],
      ['A', 'x'],
    ],
  ],
  [
    'a,b\n"the "bright" lamp",c\n',
    [
      ['a', 'b'],
      ['the "bright" lamp', 'c'],
    ],
  ],
  ['a,b\n\nA\n', [['a', 'b'], ['A']]],
];

/** Titles; a damaged object costs itself and no other. */
export const jsonCases = [
  ['[{"title": "A"}, {"title": "B", "x": {"title": "no"}}]', ['A', 'B']],
  ['[{"title": "A"}, {"title": "B", "year": }, {"title": "C"}]', ['A', 'C']],
  ['[{"title": "A"}, {"title": "B"}', ['A', 'B']],
  ['[{"title": "A"} {"title": "B"}]', ['A', 'B']],
  ['[{"title": "A"}, {"title": "B"},]', ['A', 'B']],
];

/** Keys; an entry that is never closed costs itself and no other. */
export const bibtexCases = [
  ['@article{a, title = {Lamps {at} night}}\n@book(b, title = "x")\n', ['a', 'b']],
  ['@article{a,\n  title = {open\n}\n@article{b,\n  title = {fine}\n}\n', ['b']],
  ['@article{a, title = {fine}}\n@article{b, title = {cut', ['a']],
  ['Some words.\n@article{a, title = {x}}\nmore } words\n@article{b, title = {y}}\n', ['a', 'b']],
  ['@article{a, title = "quotes in {"}braces{"}"}\n@misc{b, note = {x}}\n', ['a', 'b']],
];

/** Text as a reader sees it; formulas stay LaTeX. */
export const latexCases = [
  ['{\\"o}\\"{o}\\"o \\\'{\\i} \\c{c} \\v s \\H{o}', 'ööö í ç š ő'],
  ["Stra{\\ss}e, \\O re, {\\L}\\'od\\'z", 'Straße, Øre, Łódź'],
  ['\\emph{very} {\\it so} \\textbf{bold}', 'very so bold'],
  ["a--b --- ``c''~d\\ e", 'a–b — “c” d e'],
  ['50\\% \\& \\#1 \\_x \\{y\\}', '50% & #1 _x {y}'],
  ['$x_{i}$ and {X}', '$x_{i}$ and X'],
  ['-{}- and \\textbackslash{}alpha', '-- and \\alpha'],
  ['\\unknown stays', '\\unknown stays'],
];

/** The representative is the smallest, whatever the order of the links. */
export const LINKS = [
  [3, 2],
  [5, 4],
  [2, 1],
];

export const entityCases = [
  ['caf&eacute; &amp; 3 &lt; 4', 'café & 3 < 4'],
  ['&#x3b1;&#946;', 'αβ'],
  ['R&D and &unknown;', 'R&D and &unknown;'],
  ['&notin; &not in', '∉ ¬ in'],
];
