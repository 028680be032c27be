import { lineEndsBefore } from '../bytes/line-ends.js';
import { deliver } from '../fields/draft.js';
import { oneLine } from '../fields/one-line.js';
import { type Format, type Sink, type Source, withLines } from '../format.js';
import { decodeEntities } from '../split/entities.js';
import { byObjects } from '../split/json-objects.js';
import { wholePage } from '../split/whole-page.js';
import { readHfPaper } from './hf-api.js';

/** The initial data of the page's scripts; the attribute contains JSON. */
const PROPS = /\bdata-props=(?:"([^"]*)"|'([^']*)')/g;
/** Keys that distinguish data of papers from other data of the page; one of them may be damaged. */
const PAPER_KEYS = ['title', 'summary', 'authors'];
/** A key of papers outside any attribute: damaged markup, or another layout. */
const ELSEWHERE = /(?:"|&quot;)(?:title|summary)(?:"|&quot;)|\b(?:title|summary)(?:"|&quot;):/g;

/** Pages of Hugging Face Papers as a browser saves them in HTML: the papers' data are in the page. */
export const hfHtml: Format = {
  name: 'hf-html',
  recognises: ({ text }) =>
    (/^\s*(?:<!--[^>]*-->\s*)?<(?:!doctype html|html)/i.test(text) &&
      /huggingface\.co\/papers|Daily Papers - Hugging Face/i.test(text)) ||
    // A part of the page, as a program or a browser's inspector copies it.
    (/^\s*</.test(text) && /data-target="DailyPapers"/.test(text)),
  open: (source, sink) => wholePage(sink, (page) => readPage(page, source, sink)),
};

function readPage(page: string, source: Source, sink: Sink): void {
  if (readProps(page, source, sink) === 0)
    sink.reject(1, 'this page contains no papers; save it as "Webpage, HTML only", or as plain text');
}

/** @returns how many papers the page's data name */
function readProps(page: string, source: Source, sink: Sink): number {
  const met = new Set<string>();
  const linesInPage = lineEndsBefore(page);
  for (const { 1: inDouble, 2: inSingle, index } of page.matchAll(PROPS)) {
    const json = decodeEntities(inDouble ?? inSingle ?? '');
    if (!PAPER_KEYS.some((key) => json.includes(`"${key}`))) continue;
    const line = 1 + linesInPage(index);
    const inPage = withLines(sink, (within) => line + within - 1);
    const reader = byObjects(inPage, 'stream', (paper, within) => {
      if (Object.entries(paper).some(([name, value]) => name !== 'paper' && isPaper(value)))
        inPage.reject(within, 'two papers are not separated here');
      const result = readHfPaper(paper);
      if ('reason' in result) return inPage.reject(within, result.reason);
      // A page may contain its papers twice.
      const key = JSON.stringify(result.draft);
      if (!met.has(key)) deliver(source.file, line + within - 1, sink, result.draft);
      if (oneLine(result.draft.title) !== '' || oneLine(result.draft.abstract) !== '') met.add(key);
    });
    reader.push(json);
    reader.end();
  }
  const rest = page.replace(PROPS, (attribute) => attribute.replace(/[^\n]/g, ' '));
  const linesInRest = lineEndsBefore(rest);
  const lines = [...rest.matchAll(ELSEWHERE)].map(({ index }) => 1 + linesInRest(index));
  for (const line of new Set(lines)) sink.reject(line, 'the papers here are in a place where they cannot be read');
  return met.size;
}

function isPaper(value: unknown): boolean {
  return typeof value === 'object' && value !== null && PAPER_KEYS.some((key) => key in value);
}
