import type { ComponentChildren } from 'preact';
import type { Problem } from '../api/problem.js';

/** Nothing if there is no problem. */
export function ProblemNote({ problem }: { readonly problem: Problem | null | undefined }) {
  if (problem === null || problem === undefined) return null;
  return (
    <div class="note note-problem" role="alert">
      <p>
        <strong>
          <WithCode text={problem.message} />
        </strong>
      </p>
      {problem.remedy !== null && (
        <p>
          <WithCode text={problem.remedy} />
        </p>
      )}
    </div>
  );
}

/** A lower-case word before a blank: a sentence of the server, not the name of a file. */
const BEGINNING = /^[a-z](?=[a-z]* )/;

/** A message as a sentence, with what it has in backticks as code. */
function WithCode({ text }: { readonly text: string }) {
  const sentence = text.replace(BEGINNING, (letter) => letter.toUpperCase());
  const parts = sentence.split('`');
  if (parts.length % 2 === 0) return <>{sentence}</>;
  return <>{parts.map((part, i) => (i % 2 === 1 ? <code key={`${i} ${part}`}>{part}</code> : part))}</>;
}

/** A view before its answer: with its heading, and what it waits for or why it failed. */
export function Unanswered({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <>
      <h1 class="sr">{title}</h1>
      {children}
    </>
  );
}

/** Shown only while there is nothing to show; CSS delays it, so that quick answers do not flicker. */
export function Waiting({ what }: { readonly what: string }) {
  return (
    <p class="waiting" role="status">
      {what} …
    </p>
  );
}
