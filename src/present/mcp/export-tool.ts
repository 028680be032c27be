/** The tool that exports papers. Its answer is the text of the file, whole papers at a time. */

import { z } from 'zod';
import { counted } from '../../counted.js';
import { DEFAULT_LIMIT } from '../../paper.js';
import { answerTo } from '../threads/ask.js';
import { type VerbRequest, verbs } from '../verbs/index.js';
import type { Tool } from './tool.js';
import { MOST_CHARACTERS } from './truncate.js';

/** Formats that are useful to a model. */
const FORMATS = ['bibtex', 'ris', 'markdown', 'csv'] as const;
/** Maximum number of papers; with abstracts, about 15 fill an answer, and without them all fit. */
const MOST_PAPERS = 50;

const { papers, theme, since, until } = verbs.export.request.shape;
const takes = z
  .strictObject({
    format: z.enum(FORMATS).default('bibtex'),
    papers: papers
      .unwrap()
      .max(MOST_PAPERS)
      .optional()
      .meta({ description: 'Ids of the papers, in the order wanted.' }),
    query: z.string().min(1).max(4_000).optional().meta({ description: 'Instead: the papers nearest to this text.' }),
    theme,
    since,
    until,
    abstracts: z.boolean().default(false).meta({ description: 'Also write abstracts; a reference list needs none.' }),
    limit: z
      .int()
      .min(1)
      .max(MOST_PAPERS)
      .default(DEFAULT_LIMIT)
      .meta({ description: 'How many, with `query` or filters.' }),
  })
  .refine(
    ({ papers: ids, query, theme: of, since: from, until: to }) =>
      ids === undefined || [query, of, from, to].every((one) => one === undefined),
    'give `papers`, or `query` and filters; not both',
  );
const gives = z.object({
  format: z.enum(FORMATS),
  papers: z.int().meta({ description: 'Papers in the text.' }),
  omitted: z.int().meta({ description: 'Papers that did not fit: ask for them by id in another call.' }),
  text: z.string(),
});

export const exportTool: Tool = {
  name: 'export_papers',
  title: 'Export papers',
  description:
    'Export papers as BibTeX, RIS, Markdown or CSV: papers given by id, the results of a query, or those of a theme. ' +
    'Use it for reference lists.',
  input: takes,
  output: gives,
  answer: async (ask, args, signal) => {
    const { format, query, limit, ...rest } = takes.parse(args);
    const pieces: string[] = [];
    const request: VerbRequest<'export'> = {
      format,
      ...rest,
      q: query,
      limit: rest.papers === undefined ? limit : undefined,
    };
    const onProgress = (piece: unknown) => void pieces.push(String(piece));
    const { papers: total } = await answerTo(ask, 'export', request, { signal, onProgress });
    const { text, kept } = cut(pieces.join(''), format, total);
    const answer = { format, papers: kept, omitted: total - kept, text };
    return { structured: answer, text: kept < total ? `${text}\n(${counted(total - kept, 'paper')} omitted)` : text };
  },
};

/** The separator between papers in each format. */
const BETWEEN: Readonly<Record<(typeof FORMATS)[number], RegExp>> = {
  bibtex: /\n(?=@)/,
  ris: /\n(?=TY {2}- )/,
  markdown: /\n(?=#+ )/,
  csv: /\n(?=")|\n/,
};

function cut(text: string, format: (typeof FORMATS)[number], total: number): { text: string; kept: number } {
  if (text.length <= MOST_CHARACTERS) return { text, kept: total };
  const parts = text.split(BETWEEN[format]);
  const heads = Math.max(parts.length - total, 0);
  let length = 0;
  const whole = parts.filter((part) => {
    length += part.length + 1;
    return length <= MOST_CHARACTERS;
  });
  return { text: whole.join('\n'), kept: Math.max(0, whole.length - heads) };
}
