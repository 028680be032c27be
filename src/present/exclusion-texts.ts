const ANY = new Intl.ListFormat('en-GB', { type: 'disjunction' });

interface Reading {
  readonly from: string;
  readonly to: string;
}

/** What a query excludes, for each phrase that says it: of “without rain or snow”, rain or snow. */
export function exclusionTexts(exclusions: readonly Reading[], quote = (text: string) => text): Reading[] {
  return [...new Set(exclusions.map(({ from }) => from))].map((from) => {
    const list = exclusions.flatMap((one) => (one.from === from ? [quote(one.to)] : []));
    return { from, to: ANY.format(new Set(list)) };
  });
}
