import { plainFailure } from './plain-words.js';

/** Why a file could not be read. @param advice replaces the usual one */
export function Failure({
  failure,
  file,
  advice,
}: {
  readonly failure: string;
  readonly file: string;
  readonly advice?: string;
}) {
  const plain = plainFailure(failure, file);
  return (
    <div class="note note-problem" role="alert">
      <p>
        <strong>{plain.what}</strong>
      </p>
      <p>{advice ?? plain.advice}</p>
    </div>
  );
}
