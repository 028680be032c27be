import type { Problem } from '../api/problem.js';

export function ProblemNote({ problem }: { readonly problem: Problem }) {
  return (
    <div class="note note-problem" role="alert">
      <p>
        <strong>{problem.message}</strong>
      </p>
      {problem.remedy !== null && <p>{problem.remedy}</p>}
    </div>
  );
}

/**
 * Said only where there is nothing yet to look at; CSS keeps it hidden for the first moment, so that quick answers do
 * not flicker.
 */
export function Waiting({ what }: { readonly what: string }) {
  return (
    <p class="waiting" role="status">
      {what} …
    </p>
  );
}
