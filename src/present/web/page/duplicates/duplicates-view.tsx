/** Near-duplicates side by side, with decisions. */
import { useId, useRef, useState } from 'preact/hooks';
import type { DuplicateGroup, Duplicates } from '../api/answers.js';
import { corpusChanged } from '../api/client.js';
import { DUPLICATES, IGNORE, MERGE, MOST_AT_ONCE } from '../api/paths.js';
import { usePages, usePaper } from '../api/use-answer.js';
import { useTelling } from '../api/use-telling.js';
import { Download } from '../parts/download.js';
import { More } from '../parts/more.js';
import { ProblemNote } from '../parts/notes.js';
import { counted } from '../parts/wording.js';
import { Working } from '../parts/working.js';
import { useEntryState } from '../router.js';
import { sayDone } from '../shell/done.js';
import { useTitle } from '../shell/use-title.js';
import { Borderline } from './borderline.js';
import { CompareFile } from './compare-file.js';
import { Comparison } from './comparison.js';
import { type Keeping, PaperChoice } from './paper-choice.js';

const GROUPS_AT_FIRST = 10;
const GROUPS_MORE = 30;

export function DuplicatesView() {
  useTitle('Near-duplicates');
  const [shown, setShown] = useEntryState('groups', GROUPS_AT_FIRST);
  const {
    answer: fresh,
    earlier,
    problem,
    waiting,
  } = usePages<Duplicates>(DUPLICATES, Math.ceil(shown / MOST_AT_ONCE));
  const list = useRef<HTMLDivElement>(null);
  const [decisions, setDecisions] = useState(0);
  const pages = fresh ?? earlier;
  const answer = pages?.[0];
  const groups = pages?.flatMap((page) => page.groups).slice(0, shown) ?? [];
  return (
    <div class="duplicates">
      <header class="page-head">
        <h1>Near-duplicates</h1>
        {answer !== undefined && (
          <div class="list-head">
            <p class="quiet">
              {answer.total === 0
                ? 'No near-duplicates.'
                : `${counted(answer.total, 'group')} of near-duplicates. Nothing is changed until you decide.`}
            </p>
            {answer.total > 0 && <Download what="near-duplicates" of="All papers that have near-duplicates" />}
          </div>
        )}
      </header>
      <CompareFile />
      <ProblemNote problem={problem} />
      {waiting && answer === undefined && <Working work="duplicates" what="Comparing the papers" />}
      <div ref={list} class="groups">
        {groups.map((group) => (
          <Group key={group.papers.join(' ')} group={group} onDone={() => setDecisions((before) => before + 1)} />
        ))}
      </div>
      {answer !== undefined && (
        <More
          list={list}
          shown={groups.length}
          total={answer.total}
          step={GROUPS_MORE}
          onMore={() => setShown(shown + GROUPS_MORE)}
        />
      )}
      {answer !== undefined && <Borderline key={decisions} />}
    </div>
  );
}

/** Number of pairs that are linked only through a third paper. */
function IndirectPairs({ pairs }: { readonly pairs: number }) {
  if (pairs === 0) return null;
  return (
    <p class="quiet">
      {counted(pairs, 'pair')} of this group {pairs === 1 ? 'is' : 'are'} linked only through a third paper.
    </p>
  );
}

interface PapersToKeepProps {
  readonly papers: readonly string[];
  readonly keeping: Keeping;
}

/** The choice of the paper to keep, for groups of three or more. */
function PapersToKeep({ papers, keeping }: PapersToKeepProps) {
  return (
    <fieldset class="choices">
      <legend>{counted(papers.length, 'paper')}. Keep:</legend>
      {papers.map((id) => (
        <PaperChoice key={id} id={id} keeping={keeping} />
      ))}
    </fieldset>
  );
}

function Heading({ id, group: { representative, papers } }: { readonly id: string; readonly group: DuplicateGroup }) {
  const title = usePaper(representative)?.title || 'Without a title';
  return (
    <h2 id={id} class="sr">
      {title}, {counted(papers.length, 'paper')}
    </h2>
  );
}

function Group({ group, onDone }: { readonly group: DuplicateGroup; readonly onDone: () => void }) {
  const [kept, setKept] = useState(group.representative);
  const { busy, problem, send } = useTelling();
  // A decision on one pair can leave a group of the same papers: the one that comes then is shown.
  const [decided, setDecided] = useState<DuplicateGroup | null>(null);
  const article = useRef<HTMLElement>(null);
  const heading = useId();
  const others = group.papers.filter((id) => id !== kept);
  const isPair = group.papers.length === 2;
  const act = (path: string, body: unknown, message: string) => {
    const next = article.current?.nextElementSibling?.querySelector<HTMLElement>('[data-step]');
    send(path, body, () => {
      onDone();
      sayDone(message);
      if (isPair || path === MERGE) {
        setDecided(group);
        next?.focus();
      }
      corpusChanged();
    });
  };
  if (decided === group) return null;
  const keeping: Keeping = { name: group.papers.join(' '), kept, suggested: group.representative, onKeep: setKept };
  return (
    <article ref={article} class="group" aria-labelledby={heading}>
      <Heading id={heading} group={group} />
      {!isPair && <PapersToKeep papers={group.papers} keeping={keeping} />}
      <IndirectPairs pairs={group.notLinked.length} />
      {group.pairs.map((pair) => (
        <Comparison
          key={`${pair.a} ${pair.b}`}
          pair={pair}
          left={group.representative}
          busy={busy}
          {...(isPair ? { keeping } : {})}
          onIgnore={() => act(IGNORE, { a: pair.a, b: pair.b }, 'Marked as not duplicates.')}
        />
      ))}
      <ProblemNote problem={problem} />
      <p class="group-actions">
        <button
          type="button"
          class="button button-main"
          data-merge=""
          title="Merge ( m )"
          aria-disabled={busy}
          onClick={() =>
            act(MERGE, { papers: [kept, ...others] }, `Merged ${counted(others.length, 'paper')} into the one kept.`)
          }
        >
          Merge {isPair ? 'the other' : `the other ${others.length}`} into the kept one
        </button>
      </p>
    </article>
  );
}
