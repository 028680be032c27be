/** A title as PubMed prints it, without its closing full stop and the brackets around a translation. */
export function plainTitle(title: string): string {
  const text = title.trim().replace(/^\[(.*)\]\.?$/s, '$1');
  return text.replace(/(?<!\.)\.$/, '');
}
