/** Pairs that are told apart, or not, by what their titles say beside their subject. All invented. */
import { describe, expect, test } from 'vitest';
import { fingerprintOf } from '../../src/duplicates/evidence/fingerprint.js';
import { judge } from '../../src/duplicates/evidence/judge.js';
import { groupsOf } from '../../src/duplicates/index.js';
import type { Paper } from '../../src/paper.js';
import { atCosine, FERRIES, KELP, KELP_REWRITTEN, paperWith, sameDirection, URCHINS } from './abstracts.js';
import { comparePapers } from './comparing.js';

type Said = Partial<Paper>;
type Case = readonly [
  what: string,
  a: string,
  b: string,
  abstracts?: readonly [string, string],
  said?: readonly [Said, Said],
];

function score([, a, b, [x, y] = [KELP, KELP], [saidA, saidB] = [{}, {}]]: Case): number {
  const [here, there] = atCosine(0.95);
  const [one, other] = [
    fingerprintOf(paperWith('a', a, x, saidA), here),
    fingerprintOf(paperWith('b', b, y, saidB), there),
  ];
  const pair = judge(one, other);
  expect(judge(other, one)).toEqual(pair);
  return pair.score;
}

const REWRITTEN = [KELP, KELP_REWRITTEN] as const;
const NONE = ['', ''] as const;
/** One report, and the next one told in its words. */
const TOLD = `${KELP} Of 1207 plants seen twice 96 had moved.`;
const TOLD_AGAIN = KELP_REWRITTEN.replace('412', '530')
  .replace('83.5', '71.2')
  .concat(' Of 880 plants seen twice 64 had moved.');
const printed = (volume: string, pages: string): Said => ({ venue: 'Journal of Kelp', volume, pages });
const inPubMed = (pubmed: string): Said => ({ identifiers: { pubmed } });
/** Most of its words stay. */
const KELP_TRANSLATED = KELP.replace('recover slowly after storms', 'are slow to recover from a storm').replace(
  'We follow 412 tagged plants over three winters',
  'For three winters 412 tagged plants were followed',
);
const TITLE = 'Which Kelp Survives the Winter Storms';

describe('two papers', () => {
  const apart: readonly Case[] = [
    ['a comment with the abstract of its paper', TITLE, `Comment on “${TITLE}”`],
    ['comments', TITLE, `Comments on: ${TITLE}`],
    ['a commentary behind the title', TITLE, `${TITLE}: a commentary`],
    ['a reply', TITLE, `Reply to "${TITLE}"`],
    ['a response', TITLE, `Response to ${TITLE}`],
    ["the authors' reply", TITLE, `Authors' reply to ${TITLE}`],
    ['a reply behind the title', TITLE, `${TITLE}: reply`],
    ['a comment and the reply to it', `Comment on ${TITLE}`, `Reply to Comment on ${TITLE}`],
    ['an erratum', TITLE, `Erratum: ${TITLE}`],
    ['an erratum to', TITLE, `Erratum to: ${TITLE}`],
    ['an erratum behind the title', TITLE, `${TITLE} (Erratum)`],
    ['a correction', TITLE, `Correction: ${TITLE}`],
    ["an author's correction", TITLE, `Author Correction: ${TITLE}`],
    ['a corrigendum', TITLE, `Corrigendum to “${TITLE}”`],
    ['the notice of a retraction', TITLE, `Retraction: ${TITLE}`],
    ['a retraction note', TITLE, `Retraction Note to: ${TITLE}`],
    ['an erratum and a retraction', `Erratum to: ${TITLE}`, `Retraction Note to: ${TITLE}`],
    ['a study protocol', `${TITLE}: study protocol of a randomised trial`, `${TITLE}: a randomised trial`],
    ['a protocol in brackets', 'Kelp baths for sore divers (Protocol)', 'Kelp baths for sore divers', REWRITTEN],
    [
      'a protocol for a review',
      'Kelp baths: protocol for a systematic review',
      'Kelp baths: a systematic review',
      REWRITTEN,
    ],
    ['a protocol of a map', 'Kelp baths: a systematic map protocol', 'Kelp baths: a systematic map', REWRITTEN],
    [
      'an article and the next one of a journal in its words',
      'Kelp Counts after Storms: the Northern Islands',
      'Kelp Counted after the Storms of the Western Coast',
      REWRITTEN,
      [printed('8', '12-31'), printed('8', '32-40')],
    ],
    [
      'two publications with ids of PubMed in each other’s words',
      'Kelp Counts after Storms: the Northern Islands',
      'Kelp Counted after the Storms of the Western Coast',
      REWRITTEN,
      [inPubMed('101'), inPubMed('102')],
    ],
    [
      'two studies by one design, each of what the other does not mention',
      'Counting Kelp after Storms with a Towed Camera',
      'Counting Kelp after Storms with a Towed Sonar',
      [KELP, KELP_REWRITTEN.replace('camera', 'sonar')],
    ],
    [
      'the abstract of one under the name of another',
      TITLE,
      'Timetables of Small Ferries',
      [KELP, KELP],
      [{ authors: ['Ada Kelpman'] }, { authors: ['Ben Boatwright'] }],
    ],
    [
      'a name and its second',
      'KELPNET: Counting Plants after Storms',
      'KELPNET-2: Counting Plants after Storms',
      REWRITTEN,
    ],
    [
      'a name and its second, apart',
      'KelpNet: Counting Plants after Storms',
      'KelpNet 2: Counting Plants after Storms',
      REWRITTEN,
    ],
    ['a name and its version', 'Counting Plants with KelpNet', 'KelpNet v2 Counts Plants', REWRITTEN],
    ['a name at the head and its third', 'Kelper: Counting Plants', 'Kelper 3: Counting Plants', REWRITTEN],
    [
      'the next report, in the same words and with none of the figures',
      'Kelp after Winter Storms',
      'Kelp after Summer Storms',
      [TOLD, TOLD_AGAIN],
    ],
    ['a title alone, of two years', TITLE, TITLE, NONE, [{ published: '2001' }, { published: '2011-05' }]],
    [
      'a title alone, with two DOIs',
      TITLE,
      TITLE,
      NONE,
      [{ identifiers: { doi: '10.1000/k.1' } }, { identifiers: { doi: '10.1000/k.2' } }],
    ],
    ['a title that every volume has', 'Message from the Program Chairs', 'Message from the Program Chairs', NONE],
    [
      'another such title',
      'Proceedings of the Annual Meeting: Preface',
      'Proceedings of the annual meeting: preface',
      NONE,
    ],
  ];
  test.each(apart.map((one) => [one[0], one] as const))('are two: %s', (_, one) => {
    expect(score(one)).toBe(0);
  });
});

describe('one paper', () => {
  const same: readonly Case[] = [
    ['taken back', TITLE, `RETRACTED: ${TITLE}`],
    ['taken back, by titles alone', TITLE, `[RETRACTED ARTICLE] ${TITLE}`, NONE],
    ['withdrawn', TITLE, `WITHDRAWN: ${TITLE}`, REWRITTEN],
    [
      'with an ampersand, by titles alone',
      'Kelp and Ferries in Eleven Islands',
      'Kelp & Ferries in Eleven Islands',
      NONE,
    ],
    ['with an ampersand of HTML', 'Kelp and Ferries in Eleven Islands', 'Kelp &amp; Ferries in Eleven Islands', NONE],
    ['with an ampersand of LaTeX', 'Kelp and Ferries in Eleven Islands', 'Kelp \\& Ferries in Eleven Islands', NONE],
    ['of a second version', TITLE, `${TITLE} (v2)`, REWRITTEN],
    ['of a version at the end of its title', TITLE, `${TITLE} v2`, REWRITTEN],
    ['of a name that has its number in both', 'KelpNet-2: Counting Plants', 'KelpNet 2: Plants Counted', REWRITTEN],
    ['of a name whose number was cut with one text', 'KelpNet-2: Counting Plants', 'KelpNet: Counting Plants'],
    [
      'of a preprint server that numbers its pages',
      'Counting Kelp after Storms',
      'Kelp Counts after Winter Storms',
      REWRITTEN,
      [printed('8', '12-31'), { ...printed('2022', '1-24'), venue: 'EGUsphere' }],
    ],
    [
      'of a conference without volumes, and of a journal',
      'Counting Kelp after Storms',
      'Kelp Counts after Winter Storms',
      REWRITTEN,
      [printed('8', '12-31'), { venue: 'Proceedings of the Kelp Conference', pages: '7-9' }],
    ],
    [
      'printed twice, most words kept',
      'Counting Kelp after Storms',
      'Kelp Counts after Winter Storms',
      [KELP, KELP_TRANSLATED],
      [
        { ...printed('8', '12-31'), ...inPubMed('101') },
        { ...printed('3', '7-9'), ...inPubMed('102') },
      ],
    ],
    [
      'of PubMed as a preprint and in print',
      'Counting Kelp after Storms',
      'Kelp Counts after Winter Storms',
      REWRITTEN,
      [{ venue: 'medRxiv', ...inPubMed('101') }, inPubMed('102')],
    ],
    [
      'about a camera in one title, and in both texts',
      'Counting Kelp after Storms with a Towed Camera',
      'Counting Kelp after Storms with a Detector',
      REWRITTEN,
    ],
    [
      'of one title and text, by a collaboration in one file',
      TITLE,
      TITLE,
      [KELP, KELP],
      [{ authors: ['Ada Kelpman'] }, { authors: ['Storm Survey'] }],
    ],
    [
      'retitled by the same authors',
      TITLE,
      'Timetables of Small Plants',
      [KELP, KELP],
      [{ authors: ['Ada Kelpman'] }, { authors: ['A. Kelpman'] }],
    ],
    ['of two volumes by one title', TITLE, TITLE, REWRITTEN, [printed('8', '12-31'), printed('9', '1-20')]],
    [
      'about a protocol between machines',
      'A Handover Protocol for Towed Cameras',
      'Handover for Towed Cameras',
      REWRITTEN,
    ],
    ['about a disease of a year', 'COVID-19 in Divers and Kelp Farmers', 'COVID in Divers and Kelp Farmers', REWRITTEN],
    [
      'about responses and comments',
      'Kelp Response to Storms in Online Comments',
      'How Kelp Responds to Storms in Online Comments',
      REWRITTEN,
    ],
    [
      'about error correction',
      'Correcting Kelp Counts: Survey of Storm Losses',
      'Correction of Kelp Counts: Survey of Storm Losses',
      REWRITTEN,
    ],
    [
      'of one year and title alone',
      TITLE,
      TITLE.toUpperCase(),
      NONE,
      [{ published: '2011' }, { published: '2011-05-01' }],
    ],
    [
      'with an abstract here, and a later year there',
      TITLE,
      TITLE,
      [KELP, ''],
      [{ published: '2023' }, { published: '2024' }],
    ],
    [
      'with a corrected figure',
      'Kelp after Winter Storms',
      'Kelp after Storms',
      [TOLD, KELP_REWRITTEN.replace('83.5', '81.2')],
    ],
    [
      'with two DOIs and one text',
      TITLE,
      TITLE,
      REWRITTEN,
      [{ identifiers: { doi: '10.1000/k.1' } }, { identifiers: { doi: '10.1000/k.2' } }],
    ],
  ];
  test.each(same.map((one) => [one[0], one] as const))('is one: %s', (_, one) => {
    expect(score(one)).toBeGreaterThanOrEqual(0.5);
  });
});

test('the strongest pairs refused are shown where none comes near', async () => {
  const papers = [
    paperWith('a', 'Which kelp survives', KELP),
    paperWith('b', 'How many urchins', URCHINS),
    paperWith('c', 'Ferries', FERRIES),
  ];
  const [x, y] = atCosine(0.3);
  const embeddings = sameDirection(papers);
  embeddings.set(papers[0]!.id, x);
  embeddings.set(papers[1]!.id, y);
  const { groups, borderline } = groupsOf(papers, await comparePapers(papers, embeddings));
  expect(groups).toEqual([]);
  expect(borderline.refused.map(({ a, b }) => [a, b])).toEqual([['a', 'b']]);
  expect(borderline.refused[0]!.score).toBeLessThan(0.05);
});
