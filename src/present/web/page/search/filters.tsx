import { useEffect, useState } from 'preact/hooks';
import { NO_THEME } from '../../../../no-theme.js';
import { ANY_NOTE, type Filter, filtersOf, type Question, READINGS, type Reading } from '../address.js';
import type { Tags } from '../api/answers.js';
import { filterFault, TAGS } from '../api/paths.js';
import { useAnswer } from '../api/use-answer.js';
import { titleOfTag, useMarks } from '../marks/marks.js';
import { useThemes } from '../themes/theme-index.js';
import { clearFilters, refine } from './ask.js';
import { When } from './when.js';

const TYPING_MS = 300;

interface TextFilter {
  readonly filter: Filter;
  readonly label: string;
  readonly hint: string;
}

const TEXT_FILTERS: readonly TextFilter[] = [
  { filter: 'since', label: 'Since', hint: '2025-11' },
  { filter: 'until', label: 'Until', hint: '2026-03' },
  { filter: 'by', label: 'By', hint: 'Author or organisation' },
  { filter: 'source', label: 'Source', hint: 'Part of a file name' },
  { filter: 'addedSince', label: 'Added since', hint: '2026-03' },
  { filter: 'minComments', label: 'Min. comments', hint: '3' },
];

const NOTE: TextFilter = { filter: 'inNote', label: 'Your note', hint: `Part of it, or ${ANY_NOTE} for any` };

const READING_TITLES: Readonly<Record<Reading, string>> = { unread: 'Unread', read: 'Read' };

/** Two of these share a line. */
const PAIRED: ReadonlySet<Filter> = new Set(['since', 'until', 'addedSince', 'minComments']);

export function Filters({ question }: { readonly question: Question }) {
  const { bySize, byId } = useThemes();
  const [shown, setShown] = useState(false);
  const on = filtersOf(question);
  const set = (filter: Filter, value: string) => refine({ [filter]: value }, { replace: true });

  return (
    <aside class="filters" aria-label="Filters">
      <button
        type="button"
        class="filters-toggle text-button"
        aria-expanded={shown}
        aria-controls="filters"
        onClick={() => setShown(!shown)}
      >
        Filters{on.length > 0 ? ` (${on.length})` : ''}
      </button>
      <div id="filters" class={shown ? 'filters-body' : 'filters-body filters-hidden'}>
        <When question={question} />
        {TEXT_FILTERS.map((one) => (
          <FilterField
            key={one.filter}
            of={one}
            value={question[one.filter]}
            onSet={(value) => set(one.filter, value)}
          />
        ))}
        <label class="field">
          <span>Theme</span>
          <select value={question.theme} onChange={(event) => set('theme', event.currentTarget.value)}>
            <option value="">Any</option>
            {!['', NO_THEME].includes(question.theme) && !byId.has(question.theme) && (
              <option value={question.theme}>{question.theme}</option>
            )}
            {bySize.map(({ id, label, size }) => (
              <option key={id} value={id}>{`${label} (${size})`}</option>
            ))}
            <option value={NO_THEME}>In no theme</option>
          </select>
        </label>
        <TagChoice tag={question.tag} onTag={(tag) => set('tag', tag)} />
        <MarkFilters question={question} onSet={set} />
        {on.length > 0 && (
          <button type="button" class="text-button" onClick={() => clearFilters(question, { replace: true })}>
            Clear the filters
          </button>
        )}
      </div>
    </aside>
  );
}

/** Only where there are tags. */
function TagChoice({ tag, onTag }: { readonly tag: string; readonly onTag: (tag: string) => void }) {
  const tags = useAnswer<Tags>(TAGS).answer?.tags ?? [];
  if (tags.length === 0 && tag === '') return null;
  const known = tags.some(({ name }) => name === tag);
  return (
    <label class="field">
      <span>Tag</span>
      <select value={tag} onChange={(event) => onTag(event.currentTarget.value)}>
        <option value="">Any</option>
        {!known && tag !== '' && <option value={tag}>{titleOfTag(tag)}</option>}
        {tags.map(({ name, papers }) => (
          <option key={name} value={name}>{`${titleOfTag(name)} (${papers})`}</option>
        ))}
      </select>
    </label>
  );
}

/** Only where papers are read, or have notes. */
function MarkFilters({
  question: { reading, inNote },
  onSet,
}: {
  readonly question: Question;
  readonly onSet: (filter: Filter, value: string) => void;
}) {
  const marks = [...useMarks().values()];
  return (
    <>
      {(reading !== '' || marks.some(({ read }) => read)) && (
        <label class="field">
          <span>Reading</span>
          <select value={reading} onChange={(event) => onSet('reading', event.currentTarget.value)}>
            <option value="">Any</option>
            {READINGS.map((one) => (
              <option key={one} value={one}>
                {READING_TITLES[one]}
              </option>
            ))}
          </select>
        </label>
      )}
      {(inNote !== '' || marks.some(({ note }) => note !== null)) && (
        <FilterField of={NOTE} value={inNote} onSet={(value) => onSet('inNote', value)} />
      )}
    </>
  );
}

/** A filter field: applied when valid; otherwise shows the expected form. */
function FilterField({
  of,
  value,
  onSet,
}: {
  readonly of: TextFilter;
  readonly value: string;
  readonly onSet: (value: string) => void;
}) {
  const [text, setText] = useState(value);
  const typed = text.trim();
  // A space after a word that was sent stays: the next word is still to come.
  useEffect(() => {
    if (value !== typed) setText(value);
  }, [value]);
  const refusal = typed === '' ? null : filterFault(of.filter, typed);
  useEffect(() => {
    if (typed === value || refusal !== null) return undefined;
    const timer = setTimeout(() => onSet(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const errorId = `filter-${of.filter}-error`;
  return (
    <div class={PAIRED.has(of.filter) ? 'field field-half' : 'field'}>
      <label for={`filter-${of.filter}`}>{of.label}</label>
      <input
        id={`filter-${of.filter}`}
        type="text"
        value={text}
        placeholder={of.hint}
        autocomplete="off"
        spellcheck={false}
        inputMode={of.filter === 'minComments' ? 'numeric' : 'text'}
        aria-invalid={refusal !== null}
        aria-describedby={errorId}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <span id={errorId} class="field-error" aria-live="polite">
        {refusal ?? ''}
      </span>
    </div>
  );
}
