/** Texts and pages that people save: PubMed's abstracts, ERIC, Ovid, RefWorks, arXiv's mails and pages. */
import { describe, expect, test } from 'vitest';
import { reading } from './reading.js';

test('PubMed’s “Abstract (text)” leaves out addresses, comments, copyright and interests', async () => {
  const { format, papers, problems } = await reading(`
1. J Lamps. 2021 Mar 4;12(3):89-96. doi: 10.1000/lamp.1. Epub 2021
Feb 1.

Lamps in fog and
what they show.

Stone A(1), van den Hill BC(#)(2).

Author information:
(1)Lamp House, Lampton.
(2)Hill House.

Comment in
    J Lamps. 2021 Apr;12(4):1.

BACKGROUND: Lamps shine.
RESULTS: They
shine.

2. A numbered sentence that is no record stands here.

© 2021 Lamp House.

DOI: 10.1000/lamp.1
PMCID: PMC65
PMID: 31000000 [Indexed for MEDLINE]

Conflict of interest statement: None.


2. Z Lampen. 2020;7:1.

[Lamps again].

[Article in German]

DOI: 10.1000/lamp.2
PMID: 31000001
`);
  expect([format, problems]).toEqual(['pubmed-text', []]);
  expect(papers).toMatchObject([
    {
      title: 'Lamps in fog and what they show',
      abstract: expect.stringMatching(/^BACKGROUND: Lamps shine\. RESULTS: They shine\./),
      published: '2021-03-04',
      authors: ['Stone A', 'van den Hill BC'],
      venue: 'J Lamps',
      identifiers: { doi: '10.1000/lamp.1', pubmed: '31000000' },
      place: { line: 5 },
    },
    { title: 'Lamps again', abstract: '', published: '2020', authors: [], identifiers: { pubmed: '31000001' } },
  ]);
});

test.each([
  'Sources of light are many.',
  'Keyword spotting by lamps is hard.',
  'Update on the lamps of two rooms.',
  'Comment on a lamp is free.',
  'Dataset of lamps, and what they show.',
  'Grants for lamps are rare.',
  'Collaborators in the study of lamps disagree.',
  'Copyright law governs lamps.',
  'Published by lamps, light is read.',
  'Copyright Law and lamps differ. All lamps shine.',
  'Published by the press, light is read.',
  'Comment in a margin is old: in 2016, lamps shone.',
  'Free PMC articles on lamps are read.',
])('an abstract from PubMed may begin with “%s”', async (first) => {
  const { papers } = await reading(
    `1. J Lamps. 2021 Mar;12(3):89-96.\n\nLamps.\n\nStone A(1).\n\n${first} They\nshine.\n\n` +
      'Update of\n    J Lamps. 2019;1:2.\n\nCopyright 2021 Lamp House.\n\nDOI: 10.1000/lamp.1\nPMID: 1\n',
  );
  expect(papers).toMatchObject([{ abstract: `${first} They shine.` }]);
});

test.each([
  'Copyright Elsevier Ltd. All rights reserved.',
  'Copyright Lamp House, Inc. and Hill House B.V. All rights reserved.',
  'Published by the BMJ Publishing Group Limited.',
  'Published by Lamp House.',
  'Comment in J Clin. 2016;1:3.',
  'Comment in\n    J Clin. 2016 Mar 4;1(2):3.',
  'Erratum in: J Clin. 2016;1:3.',
  'Free PMC article',
  'Free article.',
])('an abstract from PubMed does not contain “%s”', async (aside) => {
  const { papers } = await reading(
    `1. J Lamps. 2021 Mar;12(3):89-96.\n\nLamps.\n\nStone A(1).\n\nThey shine.\n\n${aside}\n\nPMID: 1\n`,
  );
  expect(papers).toMatchObject([{ abstract: 'They shine.' }]);
});

test('ERIC’s and Ovid’s records need no PMID', async () => {
  const eric = await reading(
    'OWN - ERIC\nTI  - Lamps at School\nAU  - van Stone, Ada M.\nJT  - Lamp Studies\nDP  - 2021\nLID - http://eric.test/?id=1\nAB  - They shine.\n\nOWN - ERIC\nTI  - More Lamps\nDP  - 2020\n',
  );
  expect([eric.format, eric.problems]).toEqual(['nbib', []]);
  expect(eric.papers).toMatchObject([
    { title: 'Lamps at School', authors: ['Ada M. van Stone'], published: '2021', url: 'http://eric.test/?id=1' },
    { title: 'More Lamps' },
  ]);
  const ovid = await reading(
    '<1. >\nVN  - Ovid Technologies\nDB  - Journals@Ovid\nAU  - Stone, Ada M. MD, PhD 1\nTI  - Lamps in fog. [Article]\nSO  - Lamps March 2021;58(6):1\n\nAB  - They shine.\nDI  - 10.1000/lamp\n\n<2. >\nVN  - Ovid Technologies\nTI  - More\nYR  - 2020\n',
  );
  expect([ovid.format, ovid.problems]).toEqual(['nbib', []]);
  expect(ovid.papers).toMatchObject([
    { title: 'Lamps in fog', abstract: 'They shine.', authors: ['Ada M. Stone'], published: '2021' },
    { title: 'More', published: '2020' },
  ]);
});

test('RefWorks’ tagged text begins each record with its kind', async () => {
  const { format, papers, problems } = await reading(
    'RT Journal Article\nSR Electronic(1)\nID 1\nA1 Stone,Ada M.\nA1 Hill,Ben\nT1 Lamps in fog\nJF Journal of Lamps\nYR 2021\nFD Mar 4\nAB They shine.\nDO 10.1000/lamp\n\nRT Book, Whole\nT1 More lamps\n',
  );
  expect([format, problems]).toEqual(['refworks', []]);
  expect(papers).toMatchObject([
    {
      title: 'Lamps in fog',
      authors: ['Ada M. Stone', 'Ben Hill'],
      published: '2021-03-04',
      venue: 'Journal of Lamps',
    },
    { title: 'More lamps' },
  ]);
});

test('Refer’s records without a type end at a blank line', async () => {
  const { papers } = await reading('%T Lamps\n%A Stone, Ada\n%D 2021\n\n%T More\n%A Hill, Ben\n');
  expect(papers).toMatchObject([{ title: 'Lamps' }, { title: 'More' }]);
});

describe('arXiv', () => {
  test('mails its lists, where replaced papers have no abstract', async () => {
    const { format, papers, problems } = await reading(`Send any comments to the submitter.
------------------------------------------------------------------------------
\\\\
arXiv:2403.00001
Date: Fri, 1 Mar 2024 18:21:23 GMT   (27kb,D)

Title: Lamps in fog and
  what they show
Authors: Ada Stone (Lamp House), Jos\\'e Hill
Categories: cs.AI
DOI: 10.1000/lamp
\\\\
  They shine
at $x^2$.
\\\\ ( https://arxiv.org/abs/2403.00001 ,  27kb)
------------------------------------------------------------------------------
\\\\
arXiv:2101.00002
replaced with revised version Fri, 1 Mar 2024 10:35:41 GMT   (94kb)

Title: Old lamps
Authors: Ben Hill
\\\\ ( https://arxiv.org/abs/2101.00002 ,  94kb)
`);
    expect([format, problems]).toEqual(['arxiv-mail', []]);
    expect(papers).toMatchObject([
      {
        title: 'Lamps in fog and what they show',
        abstract: 'They shine at $x^2$.',
        authors: ['Ada Stone', 'José Hill'],
        published: '2024-03-01',
        identifiers: { arxiv: '2403.00001', doi: '10.1000/lamp' },
        place: { line: 7 },
      },
      { title: 'Old lamps', abstract: '', published: '2021-01', identifiers: { arxiv: '2101.00002' } },
    ]);
  });

  test('lists new papers on a page', async () => {
    const { format, papers, problems } = await reading(`<!DOCTYPE html>
<html><head><title>Machine Learning</title></head><body><h3>Showing new listings</h3>
<dl id='articles'>
<dt><a name='item1'>[1]</a> <a href ="/abs/2403.00001" title="Abstract" id="2403.00001">arXiv:2403.00001</a> [<a href="/pdf/2403.00001">pdf</a>]</dt>
<dd><div class='meta'><div class='list-title mathjax'><span class='descriptor'>Title:</span>
 Lamps &amp; fog</div><div class='list-authors'><a href="x">Ada Stone</a>, <a href="y">Ben Hill</a></div>
<div class='list-comments mathjax'><span class='descriptor'>Comments:</span> 12 pages</div>
<div class='list-journal-ref'><span class='descriptor'>Journal-ref:</span> J. Lamps 76, 13009 (2007)</div><p class='mathjax'>They shine.</p></div></dd>
<dt><a href ="/abs/2403.00002" title="Abstract">arXiv:2403.00002</a></dt><dd><div class='list-title mathjax'><span class='descriptor'>Title:</span> More</div></dd>
</dl></body></html>`);
    expect([format, problems]).toEqual(['arxiv-html', []]);
    expect(papers).toMatchObject([
      {
        title: 'Lamps & fog',
        abstract: 'They shine.',
        authors: ['Ada Stone', 'Ben Hill'],
        published: '2024-03',
        venue: 'J. Lamps',
        volume: '76',
        pages: '13009',
        identifiers: { arxiv: '2403.00001' },
      },
      { title: 'More', identifiers: { arxiv: '2403.00002' } },
    ]);
  });

  test('shows what a search found, each abstract short and whole', async () => {
    const { papers, problems } =
      await reading(`<!DOCTYPE html><html><head><title>Search | arXiv e-print repository</title></head><body><ol>
<li class="arxiv-result"><p class="list-title is-inline-block"><a href="https://arxiv.org/abs/2403.00001">arXiv:2403.00001</a></p>
<p class="title is-5 mathjax">Lamps in <span class="search-hit mathjax">fog</span></p>
<p class="authors"><span>Authors:</span> <a href="x">Ada Stone</a>, <a href="y">Ben Hill</a></p>
<p class="abstract mathjax"><span class="has-text-black-bis">Abstract</span>: <span class="abstract-short has-text-grey-dark mathjax">They… <a>&#9661; More</a></span>
<span class="abstract-full has-text-grey-dark mathjax" style="display: none;">They <span class="search-hit">shine</span>. <a class="is-size-7">&#9651; Less</a></span></p>
<p class="comments is-size-7"><span class="has-text-black-bis has-text-weight-semibold">Journal ref:</span>
 J. Lamps 76, 13009 (2007)</p>
<p class="is-size-7"><span class="has-text-black-bis">Submitted</span> 1 March, 2024; <span>originally announced</span> March 2024.</p></li></ol></body></html>`);
    expect(problems).toEqual([]);
    expect(papers).toMatchObject([
      { title: 'Lamps in fog', abstract: 'They shine.', authors: ['Ada Stone', 'Ben Hill'], published: '2024-03-01' },
    ]);
    expect(papers[0]).toMatchObject({ venue: 'J. Lamps', volume: '76', pages: '13009' });
  });

  test('has a paper with the place where it is printed on a page of its own', async () => {
    const { papers, problems } =
      await reading(`<!DOCTYPE html><html><head><title>[2403.00001] Lamps</title></head><body>
<a href="https://arxiv.org/">arXiv</a><div id="abs"><div class="dateline">[Submitted on 1 Mar 2024]</div>
<h1 class="title mathjax"><span class="descriptor">Title:</span>Lamps</h1>
<blockquote class="abstract mathjax"><span class="descriptor">Abstract:</span>They shine.</blockquote>
<table><tr><td class="tablecell label">Journal&nbsp;reference:</td><td class="tablecell jref">J. Lamps 76, 13009 (2007)</td></tr>
<tr><td class="tablecell label">Cite as:</td><td class="tablecell arxivid"><a href="https://arxiv.org/abs/2403.00001">arXiv:2403.00001</a></td></tr></table></div></body></html>`);
    expect(problems).toEqual([]);
    expect(papers).toMatchObject([
      { title: 'Lamps', abstract: 'They shine.', published: '2024-03-01', venue: 'J. Lamps', volume: '76' },
    ]);
  });

  test.each([
    ['Fran\\c cois and Erd\\H os', 'François and Erdős'],
    ["Garc\\'\\i a and Mu{\\~n}oz", 'García and Muñoz'],
    ['see \\cite{a} and \\href{http://x.test}{this page}', 'see and this page'],
    ['10^{-5} of $\\alpha$ -- ~50\\%', '10^{-5} of $\\alpha$ -- ~50%'],
  ])('writes %s, which is read as a reader sees it', async (written, title) => {
    const { papers } = await reading(
      JSON.stringify({
        id: '2403.00001',
        submitter: 'x',
        authors: 'A',
        title: written,
        categories: 'x',
        abstract: 'y',
        update_date: '2024-03-01',
      }),
    );
    expect(papers[0]!.title).toBe(title);
  });
});
