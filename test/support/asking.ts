/** Questions to a store, each at the state that is newest when it is asked. */
import { collect } from '../../src/maths/batches.js';
import type { PaperId } from '../../src/paper.js';
import type { DerivedRow, Store, StoreView } from '../../src/store/index.js';

type Asking = Omit<
  StoreView,
  'version' | 'papersVersion' | 'scanPapers' | 'scanHeadings' | 'scanEmbeddings' | 'derivedRows'
> & {
  allPapers(): ReturnType<StoreView['papers']>;
  allHeadings(): ReturnType<StoreView['headings']>;
  allEmbeddings(): ReturnType<StoreView['embeddings']>;
  rows(name: string, keys?: readonly string[]): Promise<DerivedRow[]>;
  ids(): Promise<PaperId[]>;
  versions(): Promise<Pick<StoreView, 'version' | 'papersVersion'>>;
};

export function asking(store: Store): Asking {
  const own = {
    allPapers: () => store.read((view) => collect(view.scanPapers())),
    allHeadings: () => store.read((view) => collect(view.scanHeadings())),
    allEmbeddings: () => store.read(async (view) => new Map(await collect(view.scanEmbeddings()))),
    rows: (name: string, keys?: readonly string[]) => store.read((view) => collect(view.derivedRows(name, keys))),
    ids: () => store.read(async (view) => (await collect(view.scanHeadings())).map(({ id }) => id)),
    versions: () => store.read(async ({ version, papersVersion }) => ({ version, papersVersion })),
  };
  const get = (_: object, name: string): unknown => {
    if (name === 'then') return undefined; // whatever is awaited is asked for it
    if (name in own) return own[name as keyof typeof own];
    return (...given: unknown[]) =>
      store.read((view) => (view[name as keyof StoreView] as (...given: unknown[]) => Promise<unknown>)(...given));
  };
  return new Proxy(own, { get }) as unknown as Asking;
}
