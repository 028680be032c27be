/** Singulars of English nouns. */

/** Latin, Greek and other nouns whose final letter is not a plural ending. */
const ALREADY_SINGULAR =
  /(?:ss|us|is|ics|itis|osis|ias|news|physics|species|series|diabetes|herpes|rabies|always|lens|aids|sars|mass)$/u;

/** A noun's singular, by English rules; other words come back as they are. Folded in, folded out. */
export function singularOf(folded: string): string {
  if (folded.length < 4 || !folded.endsWith('s') || ALREADY_SINGULAR.test(folded)) return folded;
  if (
    /(?:lys|thes|pothes|bas|cris|diagnos|prognos|synthes|ax)es$/u.test(folded) &&
    !/(?:databases|bases)$/u.test(folded)
  )
    return `${folded.slice(0, -2)}is`;
  if (folded.endsWith('ies') && folded.length > 4) return `${folded.slice(0, -3)}y`;
  if (
    /(?:ches|shes|xes|zes|sses|viruses|biases|lenses|statuses|censuses|consensuses|gases|atlases|canvases)$/u.test(
      folded,
    )
  )
    return folded.slice(0, -2);
  return folded.slice(0, -1);
}
