/** Seeds of what services and reference managers write in XML and JSON. */

interface SeedPaper {
  readonly i: number;
  readonly title: string;
  readonly abstract: string;
  readonly author: string;
}

const entities = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const lines = (papers: readonly SeedPaper[], line: (paper: SeedPaper) => string): string => papers.map(line).join('\n');
const json = (value: unknown): string => JSON.stringify(value, null, 1);

/** A whole and readable file of the papers in each format. */
export const seedsOfServices = (papers: readonly SeedPaper[]) => ({
  'europe-pmc': json({
    hitCount: papers.length,
    resultList: {
      result: papers.map(({ i, title, abstract, author }) => ({
        pmid: `1000${i}`,
        doi: `10.1234/${i}`,
        title: `${title}.`,
        authorString: `${author}.`,
        pubYear: '2025',
        keywordList: { keyword: ['lamps', 'candles'] },
        meshHeadingList: { meshHeading: [{ descriptorName: 'Lamps' }] },
        abstractText: abstract,
      })),
    },
  }),
  biorxiv: json({
    messages: [{ status: 'ok' }],
    collection: papers.map(({ i, title, abstract, author }) => ({
      doi: `10.1101/2025.02.0${i}`,
      title,
      authors: author,
      author_corresponding: author,
      date: '2025-02-03',
      jatsxml: '',
      abstract,
    })),
  }),
  openreview: json({
    notes: papers.map(({ i, title, abstract, author }) => ({
      id: `n${i}`,
      forum: `n${i}`,
      cdate: 1738540800000,
      content: {
        title: { value: title },
        abstract: { value: abstract },
        authors: { value: [author] },
        keywords: { value: ['lamps'] },
      },
    })),
  }),
  datacite: json({
    data: papers.map(({ i, title, abstract, author }) => ({
      id: `10.1234/${i}`,
      attributes: {
        doi: `10.1234/${i}`,
        creators: [{ name: author }],
        titles: [{ title }],
        publicationYear: 2025,
        subjects: [{ subject: 'lamps' }],
        descriptions: [{ description: abstract, descriptionType: 'Abstract' }],
      },
    })),
  }),
  inspire: json({
    hits: {
      hits: papers.map(({ i, title, abstract, author }) => ({
        links: { self: `https://inspirehep.net/api/literature/${i}` },
        metadata: {
          titles: [{ title }],
          abstracts: [{ value: abstract }],
          authors: [{ full_name: author }],
          earliest_date: '2025-01-01',
          keywords: [{ value: 'lamps', schema: 'INSPIRE' }],
        },
      })),
    },
  }),
  doaj: json({
    results: papers.map(({ title, abstract, author }) => ({
      bibjson: { title, abstract, year: '2025', author: [{ name: author }], start_page: '45', end_page: '67' },
    })),
  }),
  zbmath: json({
    result: papers.map(({ title, abstract, author }) => ({
      title: { title },
      contributors: { authors: [{ name: author }] },
      editorial_contributions: [{ contribution_type: 'summary', text: abstract }],
      year: '2025',
    })),
  }),
  dblp: `<?xml version="1.0"?>\n<dblp>\n${lines(
    papers,
    ({ i, title, author }) =>
      `<article key="x/${i}"><author>${author}</author><title>${title}.</title><year>2025</year><journal>Lamps</journal><volume>12</volume><pages>45-67</pages></article>`,
  )}\n</dblp>\n`,
  zotero: json(
    papers.map(({ i, title, abstract, author }) => ({
      key: `K${i}`,
      data: {
        itemType: 'journalArticle',
        title,
        creators: [{ creatorType: 'author', name: author }],
        abstractNote: abstract,
        date: '2025-02-03',
        tags: [{ tag: 'lamps' }, { tag: 'candles', type: 1 }],
      },
    })),
  ),
  'csl-json': json(
    papers.map(({ i, title, abstract, author }) => ({
      id: `k${i}`,
      type: 'article-journal',
      title,
      abstract,
      author: [{ family: author, given: '' }],
      issued: { 'date-parts': [[2025, 2, 3]] },
    })),
  ),
  'pubmed-text': papers
    .map(
      ({ i, title, abstract, author }) =>
        `${i + 1}. J Lamps. 2025 Feb 3;1(1):1-2. doi: 10.1234/${i}.\n\n${title}.\n\n${author.split(' ').reverse().join(' ').replace('Ann', 'A')}.\n\n${abstract}\n\nDOI: 10.1234/${i}\nPMID: 1000${i}\n\n\n`,
    )
    .join(''),
  refworks: papers
    .map(
      ({ i, title, abstract, author }) =>
        `RT Journal Article\nSR Electronic(1)\nID ${i}\nA1 ${author}\nT1 ${title}\nJF Lamps\nYR 2025\nK1 lamps\nK1 candles\nAB ${abstract}\nDO 10.1234/${i}\n\n`,
    )
    .join(''),
  'arxiv-mail': papers
    .map(
      ({ i, title, abstract, author }) =>
        `\\\\\narXiv:2501.0000${i}\nDate: Mon, 3 Feb 2025 00:00:00 GMT   (1kb)\n\nTitle: ${title}\nAuthors: ${author}\nCategories: cs.LG\n\\\\\n  ${abstract}\n\\\\ ( https://arxiv.org/abs/2501.0000${i} ,  1kb)\n------------------------------------------------------------------------------\n`,
    )
    .join(''),
  'arxiv-html': `<!DOCTYPE html>\n<html><head><title>Machine Learning - arXiv</title></head><body><dl id='articles'>\n${lines(
    papers,
    ({ i, title, abstract, author }) =>
      `<dt><a name='item${i}'>[${i}]</a> <a href="/abs/2501.0000${i}" title="Abstract">arXiv:2501.0000${i}</a></dt>\n<dd><div class='list-title mathjax'><span class='descriptor'>Title:</span> ${title}</div>\n<div class='list-authors'><a href="x">${author}</a></div>\n<p class='mathjax'>${entities(abstract)}</p></dd>`,
  )}\n</dl></body></html>\n`,
  'endnote-xml': `<?xml version="1.0"?><xml><records>\n${lines(
    papers,
    ({ i, title, abstract, author }) =>
      `<record><rec-number>${i}</rec-number><ref-type name="Journal Article">17</ref-type><contributors><authors><author>${author}</author></authors></contributors>\n<titles><title>${title}</title></titles><keywords><keyword>lamps</keyword></keywords><dates><year>2025</year></dates>\n<abstract>${entities(abstract)}</abstract></record>`,
  )}\n</records></xml>\n`,
  jats: `<pmc-articleset>\n${lines(
    papers,
    ({ title, abstract, author }) =>
      `<article><front><article-meta><title-group><article-title>${title}</article-title></title-group>\n<contrib-group><contrib contrib-type="author"><name><surname>${author}</surname></name></contrib></contrib-group>\n<pub-date><year>2025</year></pub-date><abstract><p>${entities(abstract)}</p></abstract><kwd-group><kwd>lamps</kwd><kwd>candles</kwd></kwd-group></article-meta></front></article>`,
  )}\n</pmc-articleset>\n`,
  mods: `<modsCollection>\n${lines(
    papers,
    ({ title, abstract, author }) =>
      `<mods><titleInfo><title>${title}</title></titleInfo>\n<name><namePart>${author}</namePart></name><subject><topic>lamps</topic></subject>\n<abstract>${entities(abstract)}</abstract></mods>`,
  )}\n</modsCollection>\n`,
  marcxml: `<collection>\n${lines(
    papers,
    ({ title, abstract, author }) =>
      `<record><leader>x</leader><datafield tag="100"><subfield code="a">${author}</subfield></datafield>\n<datafield tag="245"><subfield code="a">${title}</subfield></datafield>\n<datafield tag="520"><subfield code="a">${entities(abstract)}</subfield></datafield></record>`,
  )}\n</collection>\n`,
  rss: `<rss version="2.0"><channel><title>New papers</title>\n${lines(
    papers,
    ({ i, title, abstract, author }) =>
      `<item><title>${title}</title><guid>https://lamps.test/${i}</guid>\n<description>${entities(entities(abstract))}</description><author>${author}</author></item>`,
  )}\n</channel></rss>\n`,
});

/** The other form of formats that services answer in two, under names of their own. */
export const variantsOfServices = (papers: readonly SeedPaper[]) => ({
  'datacite-xml': {
    format: 'datacite',
    text: `<?xml version="1.0"?>\n<resources>\n${lines(
      papers,
      ({ i, title, abstract, author }) =>
        `<resource xmlns="http://datacite.org/schema/kernel-4"><identifier identifierType="DOI">10.1234/${i}</identifier>\n<creators><creator><creatorName>${author}</creatorName></creator></creators>\n<titles><title>${title}</title></titles><publicationYear>2025</publicationYear>\n<descriptions><description descriptionType="Abstract">${entities(abstract)}</description></descriptions></resource>`,
    )}\n</resources>\n`,
  },
  'europe-pmc-xml': {
    format: 'europe-pmc',
    text: `<?xml version="1.0"?>\n<responseWrapper><hitCount>${papers.length}</hitCount><resultList>\n${lines(
      papers,
      ({ i, title, abstract, author }) =>
        `<result><id>1000${i}</id><pmid>1000${i}</pmid><doi>10.1234/${i}</doi><title>${title}.</title>\n<authorString>${author}.</authorString><pubYear>2025</pubYear>\n<abstractText>${entities(abstract)}</abstractText></result>`,
    )}\n</resultList></responseWrapper>\n`,
  },
  'dblp-json': {
    format: 'dblp',
    text: json({
      result: {
        query: 'dblp lamps',
        hits: {
          hit: papers.map(({ i, title, author }) => ({
            '@id': `${i}`,
            info: { title: `${title}.`, authors: { author: [{ text: author }] }, year: '2025', key: `x/${i}` },
          })),
        },
      },
    }),
  },
  'europe-pmc-pages': {
    format: 'europe-pmc',
    text: json(
      [papers.slice(0, 3), papers.slice(3)].map((page) => ({
        hitCount: papers.length,
        resultList: {
          result: page.map(({ i, title, abstract, author }) => ({
            pmid: `1000${i}`,
            title: `${title}.`,
            authorString: `${author}.`,
            pubYear: '2025',
            abstractText: abstract,
          })),
        },
      })),
    ),
  },
});
