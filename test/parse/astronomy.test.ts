/** Files of astronomy and particle physics: ADS, INSPIRE and the mails of arXiv. */
import { describe, expect, it, test } from 'vitest';
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

test('JSON of ADS has inverted names, the journal and all identifiers of a paper', async () => {
  const paper = {
    bibcode: '2020LmpJ..900..100S',
    title: ['Lamps in the dark'],
    author: ['Stone, Ada', 'Hill, C. D.', 'LAMP Collaboration'],
    pub: 'The Lamp Journal',
    pubdate: '2020-05-00',
    doi: ['10.1234/lamp'],
    page: ['100'],
    doctype: 'inproceedings',
    identifier: ['2020LmpJ..900..100S', 'arXiv:2001.00001'],
  };
  const { papers, problems } = await reading(JSON.stringify({ response: { numFound: 1, docs: [paper] } }));
  expect(problems).toEqual([]);
  expect(papers[0]).toMatchObject({
    authors: ['Ada Stone', 'C. D. Hill', 'LAMP Collaboration'],
    venue: 'The Lamp Journal',
    published: '2020-05',
    pages: '100',
    type: 'conference-paper',
    identifiers: { doi: '10.1234/lamp', arxiv: '2001.00001' },
  });
});

describe('software in ADS', () => {
  it('has a DOI for its number, which is not its page', async () => {
    const { papers } = await reading(
      '@MISC{a, title = "{A lamp}", eid = {10.5281/zenodo.1}, doi = {10.5281/zenodo.1}}',
    );
    expect(papers[0]).not.toHaveProperty('pages');
    expect(papers[0]!.identifiers).toEqual({ doi: '10.5281/zenodo.1' });
  });
});

describe('tagged text of ADS', () => {
  it('has the abstract, the pages and the identifiers under tags of its own', async () => {
    const { format, papers, problems } = await reading(`

Query Results from the ADS Database


Retrieved 2 abstracts, starting with number 1.  Total number selected: 2.

%R 2020MNRAS.495.1234S
%T Weak lensing by cosmic voids:
   a measurement
%A Stone, Ada
%A Reed, B.
%F AA(University of X), AB(University of Y)
%J Monthly Notices of the Royal Astronomical Society, Volume 495, Issue 2, pp.1234-1250
%V 495
%K Astrophysics - Cosmology, voids,
   dark matter
%D 2020/06
%P 1234
%L 1250
%U https://ui.adsabs.harvard.edu/abs/2020MNRAS.495.1234S
%B We stack the shear of voids, S<SUB>8</SUB> = 0.78
   &plusmn; 0.03.
%Y DOI: 10.1093/mnras/staa1234
   eprint: arXiv:2003.04567

%R 2018PhRvD..98l3004H
%T Limits on axions
%A Reed, B.
%J Physical Review D, Volume 98, Issue 12, id.123004
%D 12/2018
%P 123004
`);
    expect(format).toBe('endnote');
    expect(problems).toEqual([]);
    expect(papers[0]).toMatchObject({
      title: 'Weak lensing by cosmic voids: a measurement',
      abstract: 'We stack the shear of voids, S8 = 0.78 ± 0.03.',
      authors: ['Ada Stone', 'B. Reed'],
      published: '2020-06',
      venue: 'Monthly Notices of the Royal Astronomical Society',
      volume: '495',
      issue: '2',
      pages: '1234-1250',
      keywords: ['dark matter', 'voids'],
      identifiers: { doi: '10.1093/mnras/staa1234', arxiv: '2003.04567' },
    });
    expect(papers[1]).toMatchObject({ venue: 'Physical Review D', volume: '98', issue: '12', pages: '123004' });
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
    const { papers, problems } = await reading(`Date: Fri, 3 May 2024 00:00:12 GMT
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
    expect(problems).toEqual([]);
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
