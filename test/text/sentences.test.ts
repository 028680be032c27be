import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sentencesOf } from '../../src/text/sentences.js';

const textsOf = (text: string) => sentencesOf(text).map((sentence) => sentence.text);

describe('sentences', () => {
  test('end at a full stop, a question or an exclamation mark', () => {
    expect(textsOf('We ask. Does it work? It does! Good.')).toEqual(['We ask.', 'Does it work?', 'It does!', 'Good.']);
  });

  test.each([
    'We use rewards, e.g. Accuracy, i.e. The share that is right.',
    'Smith et al. (2020) show it, cf. Fig. 2 and Sec. 4.',
    'It gains 3.5 points over Qwen2.5 and v0.2 on AIME.',
    'Node.js and scikit.learn are used.',
    'D. Knuth and J.-P. Serre wrote it.',
    'It holds w.r.t. The metric and vs. Baselines.',
    'It extends [Phys. Rev. Res. 3, 43 (2021)] and Proc. Natl. Acad. Sci. USA.',
    'The U.S. Census of St. Louis gave 5 mg i.v. Saline.',
    'They differ (see p. 5 and Thm. 2. Both are short) in one point.',
    'We listen in Saguenay-St. Lawrence Park.',
  ])('do not end within: %s', (text) => {
    expect(textsOf(text)).toEqual([text]);
  });

  test('end at a wide stop of Chinese or Japanese', () => {
    const sentences = ['我们数了灯。', '灯「亮着。」', '亮吗？', '温度是３．５度．', '灯が灯る．', 'We count 灯.'];
    expect(textsOf(sentences.join(''))).toEqual(sentences);
  });

  test('end at a stop before the semicolon that joins sections', () => {
    expect(textsOf('To count lamps.; Lamps were “counted.”; We found 40.;')).toEqual([
      'To count lamps.',
      'Lamps were “counted.”',
      'We found 40.',
    ]);
    expect(textsOf('We use lamps, etc.; they burn.')).toEqual(['We use lamps, etc.; they burn.']);
  });

  test('end at an abbreviation where a new sentence clearly begins', () => {
    expect(textsOf('We use images, text, etc. The model learns. It treats hepatitis C. We measure it.')).toEqual([
      'We use images, text, etc.',
      'The model learns.',
      'It treats hepatitis C.',
      'We measure it.',
    ]);
    expect(textsOf('It stands in J. Chem. Phys. We read it. It holds in the U.S. The rest differs.')).toEqual([
      'It stands in J. Chem. Phys.',
      'We read it.',
      'It holds in the U.S.',
      'The rest differs.',
    ]);
  });

  test('end without a space before a word that starts sentences', () => {
    expect(
      textsOf('It knows many languages.We ask GPT-4.We cite [3].However, it "works."The rest, e.g.A, fails?'),
    ).toEqual([
      'It knows many languages.',
      'We ask GPT-4.',
      'We cite [3].',
      'However, it "works."',
      'The rest, e.g.A, fails?',
    ]);
  });

  test('do not end within a name with a capital after its stop', () => {
    const text =
      'We call torch.Tensor, Vue.Js, v2.Beta, e.g.X, i.e.The best, The.Matrix and nm.A V at Yahoo.Com/The.Way.';
    expect(textsOf(text)).toEqual([text]);
  });

  test('may begin with a name in lower case or a number', () => {
    expect(textsOf('It is strong. o1 is stronger. 12 tasks show it.')).toEqual([
      'It is strong.',
      'o1 is stronger.',
      '12 tasks show it.',
    ]);
  });

  test('keep a list number with what it numbers', () => {
    expect(textsOf('We find this. 1. it rises. 2. it falls.')).toEqual([
      'We find this.',
      '1. it rises.',
      '2. it falls.',
    ]);
  });

  test('are found in a text without capitals', () => {
    expect(textsOf('levels were measured . they rose (700 ug) . why ? unknown .')).toEqual([
      'levels were measured .',
      'they rose (700 ug) .',
      'why ?',
      'unknown .',
    ]);
  });

  test('take their closing quotes and brackets with them', () => {
    expect(textsOf('It is "good." (So we say.) Then it ends.')).toEqual([
      'It is "good."',
      '(So we say.)',
      'Then it ends.',
    ]);
    const aside = 'which was said before at some length, and which everybody knows who has read about it at all';
    expect(textsOf(`It is long (${aside}. It goes on and on, ${aside}). Then it ends.`)).toHaveLength(3);
  });

  test('end at an empty line, and not at a broken one', () => {
    expect(textsOf('A heading\n\nA line that is\nbroken. Next.')).toEqual([
      'A heading',
      'A line that is\nbroken.',
      'Next.',
    ]);
  });

  test('are none in a text without a word', () => {
    expect(sentencesOf('')).toEqual([]);
    expect(sentencesOf(' … . ')).toEqual([]);
  });

  test('contain every letter of the text once, in order, at their positions', () => {
    const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
    const piece = fc.constantFrom(
      'We',
      ' ',
      '. ',
      'e.g. ',
      'et al. ',
      '3.5',
      '? ',
      '\n\n',
      'A',
      '. . ',
      '。',
      '．',
      '(x.) ',
      'o1',
      '.',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (text) => {
          const sentences = sentencesOf(text);
          for (const { text: body, start, end } of sentences) expect(text.slice(start, end)).toBe(body);
          expect(letters(sentences.map((sentence) => sentence.text).join(' '))).toBe(letters(text));
        },
      ),
    );
  });
});
