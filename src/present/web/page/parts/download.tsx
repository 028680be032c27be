import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { hasToken, request } from '../api/client.js';
import { EXPORT, type Exported, exportBody, exportPath } from '../api/paths.js';
import { useTelling } from '../api/use-telling.js';
import { placeMenu } from './menu-place.js';
import { ProblemNote } from './notes.js';

const FORMATS: readonly (readonly [format: string, title: string, what: string])[] = [
  ['bibtex', 'BibTeX', 'LaTeX, JabRef, Zotero'],
  ['ris', 'RIS', 'Zotero, EndNote, Mendeley'],
  ['zotero-rdf', 'Zotero RDF', 'Zotero, with tags'],
  ['csl-json', 'CSL-JSON', 'Zotero, Pandoc'],
  ['endnote-xml', 'EndNote XML', 'EndNote'],
  ['csv', 'CSV', 'spreadsheets'],
  ['markdown', 'Markdown', 'notes'],
  ['json', 'JSON', 'programs'],
  ['jsonl', 'JSON lines', 'programs'],
  ['ids', 'Ids', 'paperkin'],
  ['atlas', 'With embeddings', 'embedding-atlas'],
  ['parquet', 'Parquet', 'notebooks: themes, map, embeddings'],
  ['npy', 'Embeddings', 'NumPy'],
];

/** On all papers only. */
const REPORT = ['html', 'Report', 'a page with themes and map, to send'] as const;

interface DownloadProps {
  readonly what: Exported;
  /** Description of the papers. */
  readonly of: string;
  /** All results, if `what` is only some of them. */
  readonly all?: { readonly what: Exported; readonly of: string } | undefined;
}

/** An export menu. */
export function Download({ what: some, of, all }: DownloadProps) {
  const { problem, run } = useTelling();
  const [whole, setWhole] = useState(false);
  const what = whole && all !== undefined ? all.what : some;
  const { menu, body, close, place } = useMenu();
  return (
    <details
      ref={menu}
      class="menu download"
      onToggle={place}
      onFocusOut={(event) => {
        if (event.relatedTarget instanceof Node && !event.currentTarget.contains(event.relatedTarget)) close();
      }}
    >
      <summary>Export</summary>
      <div ref={body} class="menu-body">
        <p class="quiet">{of} as a file</p>
        {all !== undefined && (
          <label class="export-all">
            <input type="checkbox" checked={whole} onChange={(event) => setWhole(event.currentTarget.checked)} />{' '}
            {all.of}
          </label>
        )}
        <ul>
          {(what === 'all' ? [...FORMATS, REPORT] : FORMATS).map(([format, title, use]) => {
            const path = exportPath(what, format);
            const body = exportBody(what, format);
            const follow = (event: MouseEvent) => {
              close();
              if (!hasToken() && body === null) return;
              event.preventDefault();
              run(() => saveByScript(path, body));
            };
            return (
              <li key={format}>
                <a href={body === null ? path : '#'} download="" onClick={follow}>
                  {title}
                </a>
                <span class="quiet">{use}</span>
              </li>
            );
          })}
        </ul>
      </div>
      <ProblemNote problem={problem} />
    </details>
  );
}

/** A menu that is placed when it opens or the window changes, and closed by Escape or a press elsewhere. */
function useMenu() {
  const menu = useRef<HTMLDetailsElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const button = () => menu.current!.querySelector('summary')!;
  const isOpen = () => menu.current?.open === true;
  const close = () => {
    if (menu.current !== null) menu.current.open = false;
  };
  const place = () => {
    if (isOpen()) placeMenu(button(), body.current!);
  };
  useLayoutEffect(() => {
    const pressed = ({ target }: PointerEvent) => {
      if (target instanceof Node && menu.current?.contains(target) === false) close();
    };
    const keyed = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !isOpen()) return;
      event.preventDefault();
      event.stopPropagation();
      close();
      button().focus();
    };
    addEventListener('resize', place);
    addEventListener('pointerdown', pressed);
    // On the window, as a click does not focus the button in Safari, and first, as the page has keys of its own.
    addEventListener('keydown', keyed, { capture: true });
    return () => {
      removeEventListener('resize', place);
      removeEventListener('pointerdown', pressed);
      removeEventListener('keydown', keyed, { capture: true });
    };
  }, []);
  return { menu, body, close, place };
}

/** Fetched by script where a plain link would carry no token, or too many papers. */
async function saveByScript(path: string, body: object | null): Promise<void> {
  const response = await (body === null
    ? request(path)
    : request(EXPORT, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }));
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'papers';
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  Object.assign(link, { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address));
}
