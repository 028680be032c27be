import { describe, expect, test } from 'vitest';
import { plain, plainButColours, plainLine, terminalJson, withoutLatex } from '../../src/present/plain-text.js';

const HOSTILE = 'a\u001b[2Jb\u009b31mc\u202ed\u2066e\u0007f\u007fg';

describe('text for a terminal', () => {
  test('has no control character and no direction mark, and keeps its lines', () => {
    expect(plain(`${HOSTILE}\n\tz`)).toBe('a [2Jb 31mc d e f g\n\tz');
    expect(plainLine('a\nb\r\n c ')).toBe('a b c');
  });

  test('keeps the colours that were put on it and no other sequence', () => {
    expect(plainButColours('\u001b[1;31mred\u001b[0m \u001b[2J \u001b]0;title\u0007')).toBe(
      '\u001b[1;31mred\u001b[0m  [2J  ]0;title ',
    );
  });

  test('as JSON is the same value, with every such character escaped', () => {
    const json = terminalJson({ text: HOSTILE });
    expect(json).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(JSON.parse(json)).toEqual({ text: HOSTILE });
  });
});

test('LaTeX that only formats words is removed, and simple formulas become text', () => {
  expect(withoutLatex(String.raw`\textbf{Bold} and \emph{slanted} words, a 3\% gain, of $\text{size} x$`)).toBe(
    'Bold and slanted words, a 3% gain, of size x',
  );
});
