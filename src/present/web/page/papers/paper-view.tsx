/** One paper: its abstract; beside it similar papers, near-duplicates and sources. */
import { useState } from 'preact/hooks';
import { bylineBeside } from '../../../byline.js';
import { typeText } from '../../../type-text.js';
import { venueText } from '../../../venue-text.js';
import { ALL_THEMES, NO_QUESTION } from '../address.js';
import type { Duplicates, Paper, Ranked } from '../api/answers.js';
import { corpusChanged, tell } from '../api/client.js';
import { duplicatesOfPath, PIN_PAPER, paperPath, similarPath } from '../api/paths.js';
import { useAnswer, usePaper } from '../api/use-answer.js';
import { useTelling } from '../api/use-telling.js';
import { tick } from '../collect/selection.js';
import { kindText } from '../duplicates/kinds.js';
import { Note, ReadButton } from '../marks/reading-state.js';
import { StarButton } from '../marks/star-button.js';
import { TagEditor } from '../marks/tag-editor.js';
import { ChoiceForm } from '../parts/choice-form.js';
import { Keywords } from '../parts/keywords.js';
import { ProblemNote, Unanswered, Waiting } from '../parts/notes.js';
import { PaperFacts } from '../parts/paper-facts.js';
import { PaperLink } from '../parts/paper-link.js';
import { Prose } from '../parts/prose.js';
import { Similarity } from '../parts/similarity.js';
import { fileName, titleOf } from '../parts/wording.js';
import { go, Link } from '../router.js';
import { sayDone } from '../shell/done.js';
import { useTitle } from '../shell/use-title.js';
import { ThemeChoice } from '../themes/theme-choice.js';
import { useThemes } from '../themes/theme-index.js';
import { Authors } from './authors.js';
import { Cite } from './cite.js';
import { Identifiers } from './identifiers.js';

const NEIGHBOURS = 8;

/** Types that most papers have; the venue says as much. */
const USUAL_TYPES: readonly Paper['type'][] = [undefined, 'journal-article', 'conference-paper', 'preprint'];

/** The authors have a line of their own; the venue comes after an unusual type: "doctoral thesis, University". */
function factsOf(paper: Paper): Paper {
  const type = USUAL_TYPES.includes(paper.type) ? null : typeText(paper.type!);
  const venue = [type, venueText(paper) ?? paper.publisher].filter((part) => part != null).join(', ');
  return { ...paper, by: bylineBeside(paper), venue: venue === '' ? null : venue };
}

export function PaperView({ id }: { readonly id: string }) {
  const { answer, problem } = useAnswer<{ paper: Paper }>(paperPath(id));
  const paper = answer?.paper;
  const title = paper === undefined ? 'Paper' : titleOf(paper);
  useTitle(title);
  if (problem !== undefined)
    return (
      <section class="empty">
        <h1>{problem.status === 404 ? 'Paper not found' : 'Paper'}</h1>
        <ProblemNote problem={problem} />
      </section>
    );
  if (paper === undefined)
    return (
      <Unanswered title="Paper">
        <Waiting what="Opening the paper" />
      </Unanswered>
    );
  return (
    <div class="paper">
      <article class="paper-main">
        <div class="paper-head">
          <h1>
            <Prose text={title} />
          </h1>
          <StarButton id={paper.id} title={title} />
        </div>
        <PaperFacts paper={factsOf(paper)} alone />
        <Authors authors={paper.authors} />
        <p class="abstract">
          {paper.abstract === '' ? <span class="quiet">No abstract.</span> : <Prose text={paper.abstract} links />}
        </p>
        <Keywords keywords={paper.keywords} />
        <div class="paper-marks">
          <TagEditor id={paper.id} />
          <ReadButton id={paper.id} />
          <Note id={paper.id} />
        </div>
        <PaperActions paper={paper} />
        <Identifiers paper={paper} />
        <Cite paper={paper} />
        <Places places={paper.places} />
      </article>
      <aside class="paper-aside" aria-label="Near this paper">
        <NearDuplicates id={paper.id} />
        <Neighbours id={paper.id} />
      </aside>
    </div>
  );
}

/** One form is open at a time. */
type Form = 'move' | 'remove' | null;

function PaperActions({ paper }: { readonly paper: Paper }) {
  const [form, setForm] = useState<Form>(null);
  const close = () => setForm(null);
  return (
    <div class="paper-actions">
      <Link class="button" to={{ view: 'search', question: { ...NO_QUESTION, like: [paper.id] } }}>
        Search by this paper
      </Link>
      <Link class="button" to={{ ...ALL_THEMES, paper: paper.id }}>
        Show on the map
      </Link>
      <MovePaper id={paper.id} open={form === 'move'} onOpen={() => setForm('move')} onClose={close} />
      <RemovePaper
        id={paper.id}
        title={titleOf(paper)}
        open={form === 'remove'}
        onOpen={() => setForm('remove')}
        onClose={close}
      />
    </div>
  );
}

interface FormProps {
  readonly id: string;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

function RemovePaper({ id, title, open, onOpen, onClose }: FormProps & { readonly title: string }) {
  const { busy, problem, run } = useTelling();
  const remove = () =>
    run(
      () => tell('DELETE', paperPath(id)),
      () => {
        go({ view: 'search', question: NO_QUESTION }, { replace: true });
        tick(id, false);
        sayDone(`Removed “${title}”.`);
        corpusChanged();
      },
    );
  return (
    <>
      {!open && (
        <button type="button" class="text-button" onClick={onOpen}>
          Remove …
        </button>
      )}
      {open && (
        <ChoiceForm class="sure" act="Remove" busy={busy} onSend={remove} onCancel={onClose}>
          Remove it from the collection?
        </ChoiceForm>
      )}
      <ProblemNote problem={problem} />
    </>
  );
}

/** Moves the paper to another theme, where it stays. */
function MovePaper({ id, open, onOpen, onClose }: FormProps) {
  const { bySize, byId, ofPaper } = useThemes();
  const { busy, problem, send } = useTelling();
  const own = ofPaper.get(id);
  const near = own?.near.flatMap(({ theme }) => byId.get(theme) ?? []) ?? [];
  const first = [...(own === undefined ? [] : [own]), ...near];
  const themes = [...first, ...bySize.filter((theme) => !first.includes(theme))];
  const move = (theme: string) => {
    if (theme === own?.id) return onClose();
    send(PIN_PAPER, { paper: id, theme }, () => {
      onClose();
      sayDone('Moved to another theme.');
      corpusChanged();
    });
  };
  if (themes.length < 2) return null;
  return (
    <>
      {!open && (
        <button type="button" class="button" onClick={onOpen}>
          Move to a theme …
        </button>
      )}
      {open && (
        <ThemeChoice label="It belongs to" themes={themes} act="Move" busy={busy} onChoose={move} onCancel={onClose} />
      )}
      <ProblemNote problem={problem} />
    </>
  );
}

function Places({ places }: Pick<Paper, 'places'>) {
  if (places.length === 0) return null;
  return (
    <section class="places" aria-labelledby="places">
      <h2 id="places">Sources</h2>
      <ul>
        {places.map(({ file, line }) => (
          <li key={`${file}:${line}`} title={file}>
            <span class="file-name">{fileName(file)}</span> <span class="quiet">line {line}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Neighbours({ id }: { readonly id: string }) {
  const { answer, problem, waiting } = useAnswer<Ranked>(similarPath(id, NEIGHBOURS));
  return (
    <section aria-labelledby="neighbours">
      <h2 id="neighbours">Neighbours</h2>
      <ProblemNote problem={problem} />
      {waiting && answer === undefined && <Waiting what="Looking for similar papers" />}
      {answer?.papers.length === 0 && <p class="quiet">No other paper is similar to it.</p>}
      <ol class="paper-list">
        {answer?.papers.map(({ paper, similarity, evidence }) => (
          <li key={paper.id} data-step-group="">
            <div>
              <PaperLink id={paper.id} title={paper.title} step />
              <PaperFacts paper={paper} />
              {evidence.sentence !== null && (
                <p class="neighbour-sentence">
                  <Prose text={evidence.sentence.text} />
                </p>
              )}
            </div>
            <Similarity value={similarity} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function NearDuplicates({ id }: { readonly id: string }) {
  const { answer, waiting } = useAnswer<Duplicates>(duplicatesOfPath(id));
  if (answer === undefined && waiting) return <Waiting what="Looking for near-duplicates" />;
  const group = answer?.groups[0];
  if (group === undefined) return null;
  return (
    <section class="near-duplicates" aria-labelledby="near-duplicates">
      <h2 id="near-duplicates">Near-duplicates</h2>
      <ul class="paper-list">
        {group.pairs
          .filter(({ a, b }) => a === id || b === id)
          .map(({ a, b, kind, similarity }) => (
            <NearDuplicate key={`${a} ${b}`} id={a === id ? b : a} kind={kind} similarity={similarity} />
          ))}
      </ul>
      <p>
        <Link to={{ view: 'duplicates' }}>Compare and decide</Link>
      </p>
    </section>
  );
}

function NearDuplicate({
  id,
  kind,
  similarity,
}: {
  readonly id: string;
  readonly kind: keyof typeof kindText;
  readonly similarity: number;
}) {
  const title = usePaper(id)?.title ?? id;
  return (
    <li data-step-group="">
      <div>
        <PaperLink id={id} title={title} step />
        <p class="facts">
          <span>{kindText[kind]}</span>
        </p>
      </div>
      <Similarity value={similarity} />
    </li>
  );
}
