import { decodeHTMLStrict } from 'entities';

/** Greek letters by the entities of ISO 8879, which publishers' XML has and HTML does not: `&rgr;`. */
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

/** Degrees, minutes and seconds over a decimal point, by the entities of the AAS: `16&fdg;5`. */
const DECIMAL_UNITS: ReadonlyMap<string, string> = new Map([
  ['fdg', '°.'],
  ['farcm', '′.'],
  ['farcs', '″.'],
]);

/** Entities of HTML, ISO's Greek and the AAS decoded to characters; unknown ones stay. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return decodeHTMLStrict(text).replace(
    /&([A-Za-z]{1,3}gr|f(?:dg|arc[ms]));/g,
    (entity, name) => ISO_GREEK.get(name) ?? DECIMAL_UNITS.get(name) ?? entity,
  );
}
