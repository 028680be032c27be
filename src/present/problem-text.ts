interface Problem {
  readonly kind: 'rejected' | 'incomplete';
  readonly line: number;
  readonly reason: string;
}

/** What could not be read of a file, and where: "line 3, rejected: there is neither a title nor an abstract". */
export function problemText({ kind, line, reason }: Problem): string {
  return `line ${line}${kind === 'rejected' ? ', rejected' : ''}: ${reason}`;
}
