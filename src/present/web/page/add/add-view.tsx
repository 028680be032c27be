/** Files into the pile: dropped or chosen, with progress, and with every line that could not be read and why. */
import { useState } from 'preact/hooks';
import type { Added, Status } from '../api/answers.js';
import { type Reading, STATUS } from '../api/paths.js';
import { useAnswer } from '../api/use-answer.js';
import { Disclosure } from '../parts/disclosure.js';
import { ProblemNote } from '../parts/notes.js';
import { count, counted, fileName, percent, sizeText } from '../parts/wording.js';
import { Link } from '../router.js';
import { useTitle } from '../shell/use-title.js';
import { type Adding, addFiles, useAdding } from './adding.js';
import { FORMAT_TITLES } from './formats.js';
import { FormatChoice } from './format-choice.js';

const FORMATS = 'Saved Hugging Face pages (text), HF, OpenAlex and Semantic Scholar JSON, arXiv (Atom, OAI-PMH, snapshot), BibTeX, RIS, PubMed (nbib, XML), CSV, TSV, JSON lines; also .gz and .zst of each.';
/** Rejected lines shown before a person asks for all. */
const REJECTED_AT_FIRST = 50;

/** Where it all goes. */
function WhereTo() {
  const { answer } = useAnswer<Status>(STATUS);
  if (answer === undefined) return null;
  const { papers, model, index } = answer;
  return (
    <p class="facts">
      <span>{counted(papers, 'paper')}, {sizeText(index.sizeBytes)}</span>
      <span>in <code>{index.path}</code></span>
      {model !== null && <span>embedded by {model}</span>}
    </p>
  );
}

export function AddView() {
  useTitle('Add papers');
  const adding = useAdding();
  const [over, setOver] = useState(false);
  const [year, setYear] = useState('');
  return (
    <div class="add">
      <header class="page-head">
        <h1>Add papers</h1>
        <p class="quiet">{FORMATS}</p>
      </header>
      <div
        class={over ? 'drop drop-over' : 'drop'}
        onDragEnter={() => setOver(true)} onDragLeave={(event) => { if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false); }}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          addFiles([...event.dataTransfer?.files ?? []], readingOf(year));
        }}
      >
        <p class="drop-lead">Drop files here</p>
        <label class="button button-main drop-choose">
          Choose files
          <input type="file" multiple class="sr" data-step="" onChange={(event) => { addFiles([...event.currentTarget.files ?? []], readingOf(year)); event.currentTarget.value = ''; }} />
        </label>
        <p class="quiet">They are read and kept on this machine only. Papers already here are recognised.</p>
      </div>
      <label class="field year">Year of saved pages whose dates have none
        <input type="text" inputMode="numeric" value={year} placeholder="the year now" autocomplete="off" maxLength={4} aria-invalid={year !== '' && !/^\d{4}$/.test(year)} onInput={(event) => setYear(event.currentTarget.value.trim())} />
      </label>
      <WhereTo />
      <ol class="adding" aria-label="Files">
        {adding.map((one) => <AddingFile key={one.key} one={one} />)}
      </ol>
    </div>
  );
}

/** What a person said of the files; a year that is none is not sent. */
function readingOf(year: string): Reading {
  return /^\d{4}$/.test(year) ? { year } : {};
}

function AddingFile({ one }: { readonly one: Adding }) {
  const { name, state, papers, share, added, problem } = one;
  return (
    <li class={`adding-file adding-${state}`} data-step-group="">
      <div class="adding-head">
        <h2 class="file-name"><bdi>{name}</bdi></h2>
        <p role="status">
          {state === 'waiting' && 'waiting'}
          {state === 'reading' && `${counted(papers, 'paper')}${share === null ? '' : `, ${percent(share)}`}`}
          {state === 'failed' && 'not read'}
          {state === 'done' && added !== null && said(added)}
        </p>
      </div>
      {state === 'reading' && <progress aria-label={`Progress of ${name}`} {...(share === null ? {} : { value: share })} max={1} />}
      {problem !== null && <ProblemNote problem={problem} />}
      {added !== null && <Report added={added} />}
      {state === 'failed' && <FormatChoice fileKey={one.key} name={name} />}
    </li>
  );
}

function said({ read, added, updated, unchanged }: Added): string {
  return `${counted(read, 'paper')} read: ${count(added)} new, ${count(updated)} updated, ${count(unchanged)} known already`;
}

function Report({ added }: { readonly added: Added }) {
  return (
    <>
      {added.files.map(({ file, format, rejected, failure }) => (
        <div key={file}>
          {failure !== null && <div class="note note-problem" role="alert"><p><strong>{failure}</strong></p></div>}
          {format !== null && <p class="facts"><span>{FORMAT_TITLES[format] ?? format}</span></p>}
          {rejected.length > 0 && <Rejected file={file} rejected={rejected} />}
        </div>
      ))}
      {added.added > 0 && <p class="adding-next"><Link class="button" to={{ view: 'themes', show: null, paper: null }}>See the themes</Link></p>}
    </>
  );
}

function Rejected({ file, rejected }: { readonly file: string; readonly rejected: Added['files'][number]['rejected'] }) {
  const [all, setAll] = useState(false);
  const shown = all ? rejected : rejected.slice(0, REJECTED_AT_FIRST);
  return (
    <Disclosure summary={`${counted(rejected.length, 'line')} passed over`}>
      <table class="rejected">
        <caption class="sr">Lines of {fileName(file)} that were passed over</caption>
        <thead><tr><th scope="col">Line</th><th scope="col">Why</th></tr></thead>
        <tbody>{shown.map(({ line, reason }, i) => <tr key={i}><td class="number">{line}</td><td>{reason}</td></tr>)}</tbody>
      </table>
      {shown.length < rejected.length && <button type="button" class="button" onClick={() => setAll(true)}>Show all {count(rejected.length)}</button>}
    </Disclosure>
  );
}
