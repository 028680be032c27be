/** Indices of sources as a person counts: `[1, 3]`. */
export function numbered(indices: readonly number[]): string {
  return `[${indices.map((i) => i + 1).join(', ')}]`;
}

/** What sources of a paper share, in words. */
export function sharedText({ kind, value }: { readonly kind: string; readonly value: string | null }): string {
  if (kind === 'text') return 'title and first words of the abstract';
  return kind === 'cited' ? 'title, volume and first page' : `${kind} ${value ?? ''}`;
}
