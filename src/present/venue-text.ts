interface InVenue {
  readonly venue: string | null;
  readonly volume?: string | undefined;
  readonly issue?: string | undefined;
  readonly pages?: string | undefined;
}

/** A paper's place in its venue as references write it: "Journal of Lamps 12(3), 45–67"; `null` if nothing is known. */
export function venueText({ venue, volume = '', issue, pages = '' }: InVenue): string | null {
  const number = volume + (issue === undefined ? '' : `(${issue})`);
  const whole = [venue ?? '', number].filter((part) => part !== '').join(' ');
  // An en dash between two pages; other hyphens belong to the pages.
  const range = pages.replace(/^([^-]+)-([^-]+)$/, '$1–$2');
  return [whole, range].filter((part) => part !== '').join(', ') || null;
}
