/** For an answer without the papers of some servers. @param servers their names, fit to be shown */
export function partialText(servers: readonly string[]): string {
  const who = `${servers.join(' and ')} ${servers.length === 1 ? 'does' : 'do'}`;
  return `Partial answer: ${who} not respond, and papers stored there are missing.`;
}
