/** Adds files: dropped or chosen, with progress and the lines that could not be read completely. */
import { useRef, useState } from 'preact/hooks';
import { ALL_THEMES } from '../address.js';
import type { Added, Status } from '../api/answers.js';
import { STATUS } from '../api/paths.js';
import { useAnswer } from '../api/use-answer.js';
import { Disclosure } from '../parts/disclosure.js';
import { Download } from '../parts/download.js';
import { More } from '../parts/more.js';
import { ProblemNote } from '../parts/notes.js';
import { count, counted, fileName, percent, sizeText } from '../parts/wording.js';
import { Link } from '../router.js';
import { useTitle } from '../shell/use-title.js';
import { type Adding, addFiles, isYear, useAdding, yearOfDates } from './adding.js';
import { Failure } from './failure.js';
import { FormatChoice } from './format-choice.js';
import { FORMAT_TITLES } from './formats.js';
import { plainReason } from './plain-words.js';

const FORMATS =
  'Saved Hugging Face pages, BibTeX, RIS, EndNote, Zotero, PubMed, arXiv, OpenAlex, Semantic Scholar, ' +
  'Web of Science, Excel, CSV, TSV, JSON and many others, also compressed (.gz, .zst).';
/** Problems shown at first, and with each step. */
const PROBLEMS_AT_ONCE = 50;

/** The current collection. */
function WhereTo() {
  const { answer } = useAnswer<Status>(STATUS);
  if (answer === undefined) return null;
  const { papers, model, index } = answer;
  return (
    <section class="where" aria-labelledby="where">
      <h2 id="where">This collection</h2>
      <p class="facts">
        <span>
          {counted(papers, 'paper')}, {sizeText(index.sizeBytes)}
        </span>
        <span>
          in <code>{index.path}</code>
        </span>
        {model !== null && <span>embedded by {model}</span>}
      </p>
      {papers > 0 && (
        <div class="row-actions where-actions">
          <Link to={{ view: 'history' }}>History</Link>
          <Download what="all" of="All papers" />
        </div>
      )}
    </section>
  );
}

export function AddView() {
  useTitle('Add papers');
  const adding = useAdding();
  const [over, setOver] = useState(false);
  return (
    <div class="add">
      <header class="page-head">
        <h1>Add papers</h1>
        <p class="quiet">{FORMATS}</p>
      </header>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a drop target; the button works by keyboard */}
      <div
        class={over ? 'drop drop-over' : 'drop'}
        onDragEnter={() => setOver(true)}
        onDragLeave={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
        }}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          addFiles([...(event.dataTransfer?.files ?? [])]);
        }}
      >
        <p class="drop-lead">Drop files here</p>
        <label class="button button-main drop-choose">
          Choose files
          <input
            type="file"
            multiple
            class="sr"
            data-step=""
            onChange={(event) => {
              addFiles([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = '';
            }}
          />
        </label>
        <p class="quiet">
          They stay on this machine. Papers that are already here are not added twice.{' '}
          <Link to={{ view: 'duplicates' }}>Compare a file</Link> to see which ones are here, without adding any.
        </p>
      </div>
      <YearField />
      <ol class="adding" aria-label="Files">
        {adding.map((one) => (
          <AddingFile key={one.key} one={one} />
        ))}
      </ol>
      <WhereTo />
    </div>
  );
}

/** Input of the year for dates without one; invalid unless four digits. */
function YearField() {
  const year = yearOfDates.use();
  const isInvalid = year !== '' && !isYear(year);
  return (
    <label class="field year">
      Year for dates without a year on saved pages
      <input
        type="text"
        inputMode="numeric"
        value={year}
        placeholder="the current year"
        autocomplete="off"
        maxLength={4}
        aria-invalid={isInvalid}
        aria-describedby="year-error"
        onInput={(event) => yearOfDates.set(event.currentTarget.value.trim())}
      />
      <span id="year-error" class="field-error">
        {isInvalid && 'Four digits, such as 2024; otherwise the current year is used'}
      </span>
    </label>
  );
}

function AddingFile({ one }: { readonly one: Adding }) {
  const { name, state, papers, share, added, problem } = one;
  return (
    <li class={`adding-file adding-${state}`} data-step-group="">
      <div class="adding-head">
        <h2 class="file-name">
          <bdi>{name}</bdi>
        </h2>
        <p>
          {state === 'waiting' && 'waiting'}
          {state === 'reading' && `${counted(papers, 'paper')}${share === null ? '' : `, ${percent(share)}`}`}
          <span role="status">
            {state === 'failed' && 'not read'}
            {state === 'done' && added !== null && summaryOf(added)}
          </span>
        </p>
      </div>
      {state === 'reading' && (
        <progress aria-label={`Progress of ${name}`} {...(share === null ? {} : { value: share })} max={1} />
      )}
      <ProblemNote problem={problem} />
      {added !== null && <Report added={added} />}
      {state === 'failed' && <FormatChoice one={one} />}
    </li>
  );
}

function summaryOf({ read, added, updated, unchanged, repeated }: Added): string {
  const numbers = [`${count(added)} new`, `${count(updated)} updated`, `${count(unchanged)} unchanged`];
  if (repeated > 0) numbers.push(`${count(repeated)} repeated`);
  return `${counted(read, 'paper')} read: ${numbers.join(', ')}`;
}

function Report({ added }: { readonly added: Added }) {
  return (
    <>
      {added.files.map(({ file, format, problems, problemCount, failure }) => (
        <div key={file}>
          {failure !== null && <Failure failure={failure} file={file} />}
          {format !== null && (
            <p class="facts">
              <span>{FORMAT_TITLES[format] ?? format}</span>
            </p>
          )}
          {problemCount > 0 && <Problems file={file} problems={problems} total={problemCount} />}
        </div>
      ))}
      {added.added > 0 && (
        <p class="adding-next">
          <Link class="button" to={ALL_THEMES}>
            See the themes
          </Link>
        </p>
      )}
    </>
  );
}

function Problems({
  file,
  problems,
  total,
}: {
  readonly file: string;
  readonly problems: Added['files'][number]['problems'];
  readonly total: number;
}) {
  const [most, setMost] = useState(PROBLEMS_AT_ONCE);
  const list = useRef<HTMLTableSectionElement>(null);
  const visible = problems.slice(0, most);
  return (
    <Disclosure summary={counted(total, 'problem')}>
      <table class="problems">
        <caption class="sr">Lines of {fileName(file)} that could not be read completely</caption>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody ref={list}>
          {visible.map(({ kind, line, reason }, i) => (
            <tr key={i}>
              <td class="number">{line}</td>
              <td>
                {kind === 'rejected' && <strong>Rejected: </strong>}
                {plainReason(reason)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <More
        list={list}
        shown={visible.length}
        total={problems.length}
        step={PROBLEMS_AT_ONCE}
        onMore={() => setMost(most + PROBLEMS_AT_ONCE)}
      />
      {problems.length < total && <p class="quiet">Only the first {count(problems.length)} problems are listed.</p>}
    </Disclosure>
  );
}
