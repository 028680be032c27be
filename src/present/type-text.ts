/** A type of publication in words: "journal article", "master’s thesis". */
export function typeText(type: string): string {
  return type === 'masters-thesis' ? 'master’s thesis' : type.replace('-', ' ');
}
