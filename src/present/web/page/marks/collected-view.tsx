/** Tags; for one tag its papers and recommended papers. */
import { NO_QUESTION } from '../address.js';
import type { Recommended, Tag, Tags } from '../api/answers.js';
import { recommendPath, TAGS, tagPath } from '../api/paths.js';
import { useAnswer } from '../api/use-answer.js';
import { Download } from '../parts/download.js';
import { ProblemNote, Unanswered, Waiting } from '../parts/notes.js';
import { PaperFacts } from '../parts/paper-facts.js';
import { PaperLink } from '../parts/paper-link.js';
import { Prose } from '../parts/prose.js';
import { count, counted, dotted } from '../parts/wording.js';
import { Link } from '../router.js';
import { sayFailed } from '../shell/done.js';
import { useTitle } from '../shell/use-title.js';
import { STARRED, setTag, titleOfTag } from './marks.js';
import { StarButton } from './star-button.js';

const RECOMMENDED = 12;
const WORDS_SHOWN = 4;
/** Papers of a tag that its card shows. */
const PREVIEWED = 3;

export function CollectedView() {
  useTitle('Collected');
  const { answer, problem, waiting } = useAnswer<Tags>(TAGS);
  return (
    <div class="collected">
      <header class="page-head">
        <h1>Collected</h1>
      </header>
      <ProblemNote problem={problem} />
      {waiting && answer === undefined && <Waiting what="Looking" />}
      {answer !== undefined && (
        <p class="quiet start-lead">
          {answer.tags.length === 0 && 'Nothing yet. '}
          Star a paper with the star beside its title
          <span class="with-keys">
            , or with the key <kbd>s</kbd>
          </span>
          ; add other tags on the paper’s page. Each tag shows its papers, and beside them recommended papers.
        </p>
      )}
      <ul class="collected-tags">
        {answer?.tags.map((tag) => (
          <TagCard key={tag.name} tag={tag} />
        ))}
      </ul>
    </div>
  );
}

function TagCard({ tag: { name, papers, unread } }: { readonly tag: Tags['tags'][number] }) {
  const first = useAnswer<Tag>(papers > 0 ? tagPath(name) : null).answer?.papers.slice(0, PREVIEWED) ?? [];
  return (
    <li class="tag-card" data-step-group="">
      <h2>
        <Link to={{ view: 'tag', name }} data-step="">
          {name === STARRED && <span aria-hidden="true">★ </span>}
          {titleOfTag(name)}
        </Link>
      </h2>
      <p class="quiet">
        {counted(papers, 'paper')}
        {unread > 0 && unread < papers && (
          <>
            ,{' '}
            <Link to={{ view: 'search', question: { ...NO_QUESTION, tag: name, reading: 'unread' } }}>
              {count(unread)} unread
            </Link>
          </>
        )}
      </p>
      <ul>
        {first.map(({ paper }) => (
          <li key={paper.id}>
            <PaperLink id={paper.id} title={paper.title} />
          </li>
        ))}
      </ul>
    </li>
  );
}

export function TagView({ name }: { readonly name: string }) {
  useTitle(titleOfTag(name));
  const tags = useAnswer<Tags>(TAGS);
  const known = (tags.answer ?? tags.earlier)?.tags.some((one) => one.name === name);
  const { answer, earlier, problem, waiting } = useAnswer<Tag>(known === true ? tagPath(name) : null);
  const tag = answer ?? earlier;
  const failed = tags.problem ?? problem;
  if (known === false)
    return (
      <section class="empty">
        <h1>{titleOfTag(name)}</h1>
        <p>No paper has this tag.</p>
        <p>
          <Link class="button" to={{ view: 'collected' }}>
            Show all tags
          </Link>
        </p>
      </section>
    );
  if (tag === undefined || failed !== undefined)
    return (
      <Unanswered title={titleOfTag(name)}>
        <ProblemNote problem={failed} />
        {failed === undefined && <Waiting what="Looking" />}
      </Unanswered>
    );
  const ids = tag.papers.map(({ paper }) => paper.id);
  return (
    <div class="theme" aria-busy={waiting}>
      <header class="theme-head">
        <p class="eyebrow">
          <Link to={{ view: 'collected' }}>Collected</Link>
        </p>
        <h1>{titleOfTag(name)}</h1>
      </header>
      <div class="theme-columns tag-columns">
        <section aria-label="Papers with this tag">
          <div class="list-head">
            <h2>{counted(ids.length, 'paper')}</h2>
            {ids.length > 0 && <Download what={{ papers: ids }} of={counted(ids.length, 'paper')} />}
          </div>
          <ol class="paper-list">
            {tag.papers.map(({ paper }) => (
              <li key={paper.id} data-step-group="" data-paper={paper.id}>
                <div>
                  <PaperLink id={paper.id} title={paper.title} step />
                  <PaperFacts paper={paper} />
                </div>
                <Untag name={name} id={paper.id} title={paper.title} />
              </li>
            ))}
          </ol>
        </section>
        <MoreOfTag name={name} key={ids.join(' ')} />
      </div>
    </div>
  );
}

function Untag({ name, id, title }: { readonly name: string; readonly id: string; readonly title: string }) {
  if (name === STARRED) return <StarButton id={id} title={title} />;
  return (
    <button type="button" class="text-button" onClick={() => setTag(name, [id], false).catch(sayFailed)}>
      Remove<span class="sr"> the tag from {title}</span>
    </button>
  );
}

/** Recommended papers for the tag, each with the words that decided. */
function MoreOfTag({ name }: { readonly name: string }) {
  const { answer, problem, waiting } = useAnswer<Recommended>(recommendPath(name, RECOMMENDED));
  return (
    <section aria-labelledby="more-of-tag">
      <h2 id="more-of-tag">More like these</h2>
      <ProblemNote problem={problem} />
      {waiting && answer === undefined && <Waiting what="Learning from these papers" />}
      <ol class="paper-list">
        {answer?.papers.map(({ paper, words, sentence }) => (
          <li key={paper.id} data-step-group="" data-paper={paper.id}>
            <div>
              <PaperLink id={paper.id} title={paper.title} step />
              <PaperFacts paper={paper} />
              {sentence !== null && (
                <p class="neighbour-sentence">
                  <Prose text={sentence.text} />
                </p>
              )}
              {words.length > 0 && <p class="terms">{dotted(words.slice(0, WORDS_SHOWN).map(({ word }) => word))}</p>}
            </div>
            <button type="button" class="text-button" onClick={() => setTag(name, [paper.id], true).catch(sayFailed)}>
              Add<span class="sr">: {paper.title}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
