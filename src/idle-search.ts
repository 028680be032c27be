/** Why a saved search finds nothing, as a clause: `its theme t3 has ended`. */
export function whyIdle({ missing, value }: { readonly missing: 'theme' | 'tag'; readonly value: string }): string {
  return missing === 'theme' ? `its theme ${value} has ended` : `no paper has its tag “${value}”`;
}
