/** Files of astronomy and particle physics: ADS, INSPIRE and the mails of arXiv. */
import { describe, expect, it } from 'vitest';
import { reading } from './reading.js';

describe('BibTeX of ADS', () => {
  it('has journals as macros, symbols as formulas and its own address', async () => {
    const { papers } = await reading(`@ARTICLE{2023ApJ...951..123S,
       author = {{Stone}, Ada and {M{\\"u}ller}, J.},
        title = "{Dust at z {\\ensuremath{\\sim}} 2}",
      journal = {\\apj},
         year = 2023,
       adsurl = {https://ui.adsabs.harvard.edu/abs/2023ApJ...951..123S},
     abstract = "{Masses of 10$^{9}$ M$_{{\\ensuremath{\\odot}}}$ {\\ensuremath{\\pm}} 5\\%.}"
}`);
    expect(papers[0]).toMatchObject({
      title: 'Dust at z $\\sim$ 2',
      abstract: 'Masses of 10$^{9}$ M$_{\\odot}$ $\\pm$ 5%.',
      venue: 'The Astrophysical Journal',
      url: 'https://ui.adsabs.harvard.edu/abs/2023ApJ...951..123S',
      authors: ['Ada Stone', 'J. Müller'],
    });
  });
});

describe('BibTeX of INSPIRE', () => {
  it.each([
    ['LAMP', ['Ada Stone', 'LAMP Collaboration', 'et al.'], 'Ada Stone, LAMP Collaboration et al.'],
    ['Lamp Group', ['Ada Stone', 'Lamp Group', 'et al.'], 'Ada Stone, Lamp Group et al.'],
    [
      'LAMP, FOG',
      ['Ada Stone', 'LAMP Collaboration', 'FOG Collaboration', 'et al.'],
      'Ada Stone, LAMP Collaboration, FOG Collaboration et al.',
    ],
  ])('names the collaboration %s, and says that the list is cut', async (collaboration, authors, by) => {
    const { papers } = await reading(
      `@article{a, author = "Stone, Ada and others", collaboration = "${collaboration}", title = "{A lamp}"}`,
    );
    expect(papers[0]).toMatchObject({ authors, by });
  });
});

describe('a list of authors', () => {
  it('may have addresses in parentheses within parentheses, and a group before its people', async () => {
    const { papers, rejected } = await reading(`Date: Fri, 3 May 2024 00:00:12 GMT
Subject: astro-ph daily

\\\\
arXiv:2405.00456
Date: Thu, 2 May 2024 09:13:45 GMT   (88kb)

Title: A lamp
Authors: the LAMP Collaboration: A. Stone (1 and 2), B. Reed (1), et al. (45 additional authors not
  shown) ((1) Univ. of X, (2) Inst. of Y)
Categories: astro-ph.CO
\\\\
  We light a lamp.
\\\\ ( https://arxiv.org/abs/2405.00456 ,  88kb)
`);
    expect(rejected).toEqual([]);
    expect(papers[0]!.authors).toEqual(['the LAMP Collaboration', 'A. Stone', 'B. Reed', 'et al.']);
    expect(papers[0]!.by).toBe('the LAMP Collaboration, A. Stone, B. Reed et al.');
  });

  it('has no author where Web of Science writes that there is none', async () => {
    const { papers } = await reading(
      'FN Clarivate\nVR 1.0\nPT J\nAU [Anonymous]\nCA LAMP Collaboration\nTI A lamp\nER\n\nEF\n',
    );
    expect(papers[0]!.authors).toEqual(['LAMP Collaboration']);
  });
});
