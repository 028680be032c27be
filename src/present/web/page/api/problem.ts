/** What went wrong with a request, in the server's own words (problem+json, RFC 9457). */
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

/** Reads a problem from parsed JSON of any shape. */
export function problemFrom(body: unknown, status: number): Problem {
  const field = (name: string): string | null => {
    const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return new Problem(field('detail') ?? field('title') ?? `The server answered ${status}.`, status, field('code'), field('remedy'));
}

export async function problemOf(response: Response): Promise<Problem> {
  return problemFrom(await response.json().catch(() => null), response.status);
}

export function problemOfError(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem('The server does not answer. Is `paperkin serve` still running?', 0, 'UNREACHABLE');
}
