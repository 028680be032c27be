/** The frame of every view: the header, the view of the address, the help, and announcements for screen readers. */
import { useCallback, useState } from 'preact/hooks';
import { AddView } from '../add/add-view.js';
import { type Address, NO_QUESTION } from '../address.js';
import type { Marks, Status, Themes } from '../api/answers.js';
import { MARKS, STATUS, THEMES } from '../api/paths.js';
import { type QueryState, useAnswer } from '../api/use-answer.js';
import { NewView } from '../digest/new-view.js';
import { DuplicatesView } from '../duplicates/duplicates-view.js';
import { CollectedView, TagView } from '../marks/collected-view.js';
import { indexMarks, type MarksById, MarksContext } from '../marks/marks.js';
import { PaperView } from '../papers/paper-view.js';
import { go, useAddress } from '../router.js';
import { SearchView } from '../search/search-view.js';
import { FINDING_THEMES, indexThemes, NO_THEMES, ThemeContext, type ThemeIndex } from '../themes/theme-index.js';
import { ThemeView } from '../themes/theme-view.js';
import { ThemesView } from '../themes/themes-view.js';
import { useArrival } from './arrival.js';
import { BottomBars } from './bottom-bars.js';
import { DropAnywhere } from './drop-anywhere.js';
import { EmptyCorpus } from './empty-corpus.js';
import { Header } from './header.js';
import { Help } from './help.js';
import { HistoryView } from './history-view.js';
import { useKeptFocus } from './kept-focus.js';
import { searchField, useKeyboard } from './keyboard.js';
import { NowhereView } from './nowhere-view.js';
import { TokenForm } from './token-form.js';

const UNAUTHORISED = 401;
const NO_MARKS: MarksById = new Map();

export function App() {
  const address = useAddress();
  const status = useAnswer<Status>(STATUS);
  const empty = isEmpty(status);
  const opening = status.answer === undefined && status.waiting;
  const known = useAnswer<Themes>(status.answer === undefined || empty || !showsThemes(address) ? null : THEMES);
  const themes = opening ? { ...known, waiting: true } : known;
  const [helping, setHelping] = useState(false);
  const main = useArrival(address);
  useKeptFocus();
  useKeyboard({
    onSearch: useCallback(() => toSearch(), []),
    onHelp: useCallback(() => setHelping(true), []),
  });
  const marks = useAnswer<Marks>(status.answer === undefined || empty ? null : MARKS);
  const marked = marks.answer ?? marks.earlier;

  const content = empty && needsPapers(address) ? <EmptyCorpus /> : <View address={address} themes={themes} />;
  return (
    <ThemeContext.Provider value={themeIndexOf(themes)}>
      <MarksContext.Provider value={marked === undefined ? NO_MARKS : indexMarks(marked)}>
        {/* biome-ignore lint/a11y/useValidAnchor: a skip link; the address of the view stays */}
        <a
          class="skip"
          href="#main"
          onClick={(event) => {
            event.preventDefault();
            main.current?.focus();
          }}
        >
          Skip to the content
        </a>
        <Header address={address} status={status.answer} onHelp={() => setHelping(true)} />
        <main id="main" ref={main} tabIndex={-1} class={`main main-${address.view}`}>
          {status.problem?.status === UNAUTHORISED ? <TokenForm refusal={status.problem} /> : content}
        </main>
        <Help open={helping} onClose={() => setHelping(false)} />
        <BottomBars />
        <DropAnywhere />
      </MarksContext.Provider>
    </ThemeContext.Provider>
  );
}

function themeIndexOf({ answer, earlier, waiting }: QueryState<Themes>): ThemeIndex {
  const themes = answer ?? earlier;
  if (themes !== undefined) return indexThemes(themes);
  return waiting ? FINDING_THEMES : NO_THEMES;
}

function View({ address, themes }: { readonly address: Address; readonly themes: QueryState<Themes> }) {
  switch (address.view) {
    case 'search':
      return <SearchView question={address.question} />;
    case 'themes':
      return <ThemesView {...address} themes={themes} />;
    case 'theme':
      return <ThemeView id={address.id} themes={themes} />;
    case 'paper':
      return <PaperView key={address.id} id={address.id} />;
    case 'collected':
      return <CollectedView />;
    case 'tag':
      return <TagView key={address.name} name={address.name} />;
    case 'duplicates':
      return <DuplicatesView />;
    case 'new':
      return <NewView themes={themes} />;
    case 'history':
      return <HistoryView />;
    case 'add':
      return <AddView />;
    case 'nowhere':
      return <NowhereView path={address.path} />;
  }
}

function isEmpty({ answer, problem }: QueryState<Status>): boolean {
  return answer?.papers === 0 || problem?.code === 'CORPUS_EMPTY';
}

/** The history brings back papers of a collection from which all were removed. */
function needsPapers({ view }: Address): boolean {
  return view !== 'add' && view !== 'history' && view !== 'nowhere';
}

/** Views with many decisions in a row do not compute the themes again after each. */
function showsThemes({ view }: Address): boolean {
  return view !== 'duplicates' && view !== 'add';
}

/**
 * Selects the text of the search field, so that typing replaces it; a field that is not rendered yet is only focused.
 */
function toSearch(): void {
  const field = searchField();
  if (field !== null) return field.select();
  go({ view: 'search', question: NO_QUESTION });
  requestAnimationFrame(() => requestAnimationFrame(() => searchField()?.focus()));
}
