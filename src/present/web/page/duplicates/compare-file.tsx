/** Which papers of a file are in the collection already, and which are new; nothing is added. */
import { addFiles } from '../add/adding.js';
import { Failure } from '../add/failure.js';
import type { Against } from '../api/answers.js';
import { request } from '../api/client.js';
import { AGAINST } from '../api/paths.js';
import { type Problem, problemOfError } from '../api/problem.js';
import { usePaper } from '../api/use-answer.js';
import { LongList } from '../parts/long-list.js';
import { ProblemNote, Waiting } from '../parts/notes.js';
import { PaperLink } from '../parts/paper-link.js';
import { Prose } from '../parts/prose.js';
import { counted } from '../parts/wording.js';
import { go } from '../router.js';
import { sharedValue } from '../shared-value.js';

/** Papers of a list that are shown at first, and with each step. */
const SHOWN_AT_ONCE = 20;

interface Compared {
  readonly files: readonly File[];
  readonly answer: Against | null;
  readonly problem: Problem | null;
}

/** The last comparison; it stays until it is closed, whatever view is open. */
const comparison = sharedValue<Compared | null>(null);

function compare(files: readonly File[]): void {
  const waiting: Compared = { files, answer: null, problem: null };
  const ended = (change: Partial<Compared>) => {
    if (comparison.get() === waiting) comparison.set({ ...waiting, ...change });
  };
  comparison.set(waiting);
  compareFiles(files).then(
    (answer) => ended({ answer }),
    (error: unknown) => ended({ problem: problemOfError(error) }),
  );
}

const endComparison = (): void => comparison.set(null);

export function CompareFile() {
  const compared = comparison.use();
  return (
    <section class="compare" aria-label="Compare a file">
      <p>
        <label class="button drop-choose">
          Compare a file …
          <input
            type="file"
            multiple
            class="sr"
            onChange={(event) => {
              const files = [...(event.currentTarget.files ?? [])];
              event.currentTarget.value = '';
              if (files.length > 0) compare(files);
            }}
          />
        </label>{' '}
        <span class="quiet">Shows which of its papers are in the collection. Nothing is added.</span>
      </p>
      {compared !== null && <Result compared={compared} />}
    </section>
  );
}

async function compareFiles(files: readonly File[]): Promise<Against> {
  const body = new FormData();
  for (const file of files) body.append('files', file);
  const response = await request(AGAINST, { method: 'POST', body, headers: { accept: 'application/json' } });
  return (await response.json()) as Against;
}

function Result({ compared: { files, answer, problem } }: { readonly compared: Compared }) {
  const names = files.map(({ name }) => name).join(', ');
  const add = () => {
    addFiles(files);
    endComparison();
    go({ view: 'add' });
  };
  return (
    <div class="compare-result">
      <div class="list-head">
        <h2>
          <bdi>{names}</bdi>
        </h2>
        <button type="button" class="text-button" onClick={endComparison}>
          Close
        </button>
      </div>
      <ProblemNote problem={problem} />
      {answer === null && problem === null && <Waiting what="Comparing" />}
      {answer?.files.map(
        ({ file, failure }) =>
          failure !== null && (
            <Failure key={file} failure={failure} file={file} advice="Its format can be chosen on the Add view." />
          ),
      )}
      {answer !== null && answer.known.length + answer.fresh.length > 0 && (
        <>
          <p role="status">{summaryOf(answer)}</p>
          <Known known={answer.known} />
          <Fresh fresh={answer.fresh} onAdd={add} />
        </>
      )}
    </div>
  );
}

function summaryOf({ known, fresh }: Against): string {
  const all = known.length + fresh.length;
  if (fresh.length === 0)
    return all === 1 ? 'Its paper is in the collection.' : `All ${all} papers are in the collection.`;
  if (known.length === 0) return `None of ${counted(all, 'paper')} is in the collection.`;
  return `${known.length} of ${counted(all, 'paper')} ${known.length === 1 ? 'is' : 'are'} in the collection.`;
}

/** Papers of the file, each with those of the collection that it is a near-duplicate of. */
function Known({ known }: Pick<Against, 'known'>) {
  if (known.length === 0) return null;
  return (
    <section aria-labelledby="compare-known">
      <h3 id="compare-known">In the collection</h3>
      <LongList name="known" class="paper-list" items={known} step={SHOWN_AT_ONCE}>
        {(one) => <KnownPaper key={one.paper.id} one={one} />}
      </LongList>
    </section>
  );
}

function KnownPaper({ one: { paper, in: holders } }: { readonly one: Against['known'][number] }) {
  return (
    <li data-step-group="">
      <div>
        <Prose text={paper.title === '' ? '(without a title)' : paper.title} />
        {holders.map(({ id, evidence }) => (
          <Holder key={id} id={id} title={paper.title} evidence={evidence} />
        ))}
      </div>
    </li>
  );
}

/** A paper of the collection. @param title that of the file, which is not repeated */
function Holder({ id, title, evidence }: { readonly id: string; readonly title: string; readonly evidence: string }) {
  const own = usePaper(id)?.title ?? id;
  return (
    <p class="facts">
      <span>
        {own === title ? '' : 'as '}
        <PaperLink id={id} title={own === title ? 'Open the paper' : own} />
      </span>
      <span>{evidence}</span>
    </p>
  );
}

function Fresh({ fresh, onAdd }: Pick<Against, 'fresh'> & { readonly onAdd: () => void }) {
  if (fresh.length === 0) return null;
  return (
    <section aria-labelledby="compare-fresh">
      <div class="list-head">
        <h3 id="compare-fresh">New</h3>
        <button type="button" class="text-button" onClick={onAdd}>
          Add the file
        </button>
      </div>
      <LongList name="fresh" class="paper-list" items={fresh} step={SHOWN_AT_ONCE}>
        {({ id, title }) => (
          <li key={id}>
            <Prose text={title} />
          </li>
        )}
      </LongList>
    </section>
  );
}
