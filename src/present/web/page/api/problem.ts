/** Errors of a request, as the server states them (problem+json, RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    message: string,
    readonly status: number,
    readonly code: string | null = null,
    readonly remedy: string | null = null,
  ) {
    super(message);
  }
}

/** The code of a request that no server answered. */
export const UNREACHABLE = 'UNREACHABLE';

/** Remedies for this page, in place of those for the command line. */
const REMEDIES: Readonly<Record<string, string | null>> = {
  PAPER_UNKNOWN: 'It may have been removed, or merged into another. Search for it.',
  PAPER_AMBIGUOUS: 'Search for it by its title.',
  THEME_UNKNOWN: 'Themes change when papers are added or removed. Choose one from the list.',
  TAG_UNKNOWN: 'Choose another tag, or none.',
  CORPUS_EMPTY: 'Add papers first.',
  CORPUS_BUSY: 'Try again in a moment.',
  DATABASE_DOWN: 'Try again in a moment.',
  INTERRUPTED: 'Try again.',
  BODY_TOO_LARGE: 'Split the file and add the parts one after the other.',
  TOKEN_NEEDED: null,
};

/** Reads a problem from parsed JSON of any shape. */
export function problemFrom(body: unknown, status: number): Problem {
  const field = (name: string): string | null => {
    const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return new Problem(
    field('detail') ?? field('title') ?? `The server answered ${status}.`,
    status,
    field('code'),
    remedyFor(field('code'), field('remedy')),
  );
}

/** Remedies for programs and the command line, which are of no use on this page. */
const FOR_PROGRAMS = /^(?:Accepted parameters|No parameters|Run `paperkin (?:searches|history)`)/;

function remedyFor(code: string | null, remedy: string | null): string | null {
  if (remedy !== null && FOR_PROGRAMS.test(remedy)) return null;
  return code !== null && code in REMEDIES ? REMEDIES[code]! : remedy;
}

export async function problemOf(response: Response): Promise<Problem> {
  return problemFrom(await response.json().catch(() => null), response.status);
}

export function problemOfError(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem('The server does not answer. Is `paperkin serve` still running?', 0, UNREACHABLE);
}
