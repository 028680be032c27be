import { decodeHTMLStrict } from 'entities';

/**
 * The tags of HTML and JATS that stand in titles and abstracts, with attributes that are given a value. Nothing else in
 * angle brackets is a tag: "p < 0.05, q > 1", "n<i and j>m".
 */
const TAG =
  /<\/?(?:jats:)?(?:p|i|b|u|em|strong|sub|sup|inf|sc|scp|span|div|br|ul|ol|li|sec|title|italic|bold|underline|monospace|abstract|list|list-item|label|ext-link|a|h[1-6]|tt|math|mml:[a-z]+|inline-formula|tex-math|alternatives)(?:\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=]+))*\s*\/?>/gi;
/** Tags at which words must not grow together. */
const BLOCK = /^<\/?(?:jats:)?(?:p|div|br|ul|ol|li|sec|title|abstract|list|list-item|label|h[1-6])\b/i;

/** An opening tag with nothing but its name: of what must be closed, it is a tag only where that comes. */
const OPENING = /^<([\w:-]+)\s*>$/;

/** Text without HTML and JATS tags, and with entities decoded; markup that was escaped, once or twice, is none either. */
export function withoutMarkup(text: string): string {
  let plain = text.includes('<') ? withoutTags(text) : text;
  for (let times = 0; times < 2 && plain.includes('&'); times++) {
    const decoded = decodeEntities(plain);
    if (decoded === plain) break;
    plain = decoded.includes('<') ? withoutTags(decoded) : decoded;
  }
  return plain;
}

function withoutTags(text: string): string {
  const closed = new Map([...text.matchAll(/<\/([\w:-]+)/g)].map(({ 1: name, index }) => [name!.toLowerCase(), index]));
  return text.replace(TAG, (tag, at: number) => {
    if (BLOCK.test(tag)) return ' ';
    const name = OPENING.exec(tag)?.[1];
    // "x <u> y" is an inequality.
    return name !== undefined && !((closed.get(name.toLowerCase()) ?? -1) > at) ? tag : '';
  });
}

/** Greek letters by the entities of ISO 8879, which publishers' XML has and HTML has not: `&rgr;`. */
const ISO_GREEK: ReadonlyMap<string, string> = new Map(
  (
    'agr α bgr β ggr γ dgr δ egr ε zgr ζ eegr η thgr θ igr ι kgr κ lgr λ mgr μ ngr ν xgr ξ ogr ο pgr π rgr ρ sgr σ ' +
    'sfgr ς tgr τ ugr υ phgr φ khgr χ psgr ψ ohgr ω'
  )
    .split(/ (?=[a-z])/)
    .flatMap((pair) => {
      const [name = '', letter = ''] = pair.split(' ');
      const capital = name[0]!.toUpperCase() + name.slice(1);
      return [[name, letter] as const, [capital, letter.toUpperCase()] as const];
    }),
);

/** Named and numbered entities of HTML and of ISO's Greek as the characters they stand for; what is none stays. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return decodeHTMLStrict(text).replace(/&([A-Za-z]{1,3}gr);/g, (entity, name) => ISO_GREEK.get(name) ?? entity);
}
