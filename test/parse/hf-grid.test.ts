/** The grid of Hugging Face Daily Papers, saved as text: cards with a title and no abstract. */
import { describe, expect, test } from 'vitest';
import { reading } from './reading.js';

const HEADING = 'Models\nDatasets\n\nDaily Papers\n\nbyAK and the research community\n\nNov 25\n\n';

describe('a grid of papers', () => {
  test('gives the title of each card, not who submitted it, its votes or its comments', async () => {
    const { format, papers, problems } = await reading(`${HEADING}Submitted by
lamp-lover

135

Lamps That Learn: Training Light Sources
Lamp House
·
12 authors

4

Submitted by dark_reader

1.2k

Shadows as Supervision

·
6 authors
·
Published on Nov 24, 2025
`);
    expect([format, problems]).toEqual(['hf-page', []]);
    expect(papers).toMatchObject([
      { title: 'Lamps That Learn: Training Light Sources', abstract: '', by: 'Lamp House', place: { line: 15 } },
      { title: 'Shadows as Supervision', by: '6 authors', published: '2025-11-24' },
    ]);
  });

  test('is read too where each text stands alone, with the names of buttons', async () => {
    const { papers } = await reading(
      `${HEADING}Submitted by\n\nlamp-lover\n\nUpvote\n\n135\n\nLamps of Schr\\"odinger\n\n12 authors\n\nPublished on Nov 24\n\n4\n`,
    );
    expect(papers).toMatchObject([{ title: 'Lamps of Schrödinger', by: '12 authors', published: null }]);
  });

  test('rejects a card without a title, and text of an abstract above all cards', async () => {
    const { papers, rejected } = await reading(`${HEADING}${'An abstract goes on and on. '.repeat(12)}

Submitted by
lamp-lover
135

Submitted by
dark_reader
Shadows as Supervision
`);
    expect(papers.map(({ title }) => title)).toEqual(['Shadows as Supervision']);
    expect(rejected).toEqual([
      { line: 10, reason: 'part of an abstract without a title above it' },
      { line: 12, reason: 'this card of the page has no title' },
    ]);
  });

  test('is no grid where the cards hold abstracts', async () => {
    const abstract = 'Lamps learn where people read and stay dark where people sleep, in every home we tried. '.repeat(
      4,
    );
    const card = (title: string) =>
      `Submitted by\nlamp-lover\n\n${title}\n\n${abstract}\n\n  • 3 authors\n·\nNov 24, 2025\n\n`;
    const { papers } = await reading(`${HEADING}${card('Lamps That Learn')}${card('Shadows as Supervision')}`);
    expect(papers.map(({ title, abstract: text }) => [title, text.length > 300])).toEqual([
      ['Lamps That Learn', true],
      ['Shadows as Supervision', true],
    ]);
  });
});
