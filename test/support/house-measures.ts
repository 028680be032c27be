/** What the rules of the house count in TypeScript sources: widths, lengths, nested ternaries, parameters, words. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export const CAPS = { fileLines: 300, functionLines: 60, columns: 120, parameters: 4 } as const;

/** Past participles that were used as nouns in this code; a name says what a thing is. */
const PARTICIPLES = new Set(['asked', 'drawn', 'found', 'given', 'kept', 'said', 'shown', 'taken', 'told']);

/** Indices and counts (`i j k n d r c`), coordinates and operands (`x y a b`). */
const LETTERS = new Set([...'ijkndrcxyab']);
/** Rooms of formulas, whose letters are those of the formula. */
const isMaths = (file: string): boolean =>
  /^(?:maths|map|evaluate|recommend|themes\/clustering|themes\/tracking)\//.test(file);

export interface Source {
  readonly file: string;
  readonly text: string;
}

export interface Place {
  readonly at: string;
  readonly size: number;
}

export interface HouseMeasures {
  readonly files: number;
  readonly lines: number;
  readonly longestFile: Place;
  readonly longestFunction: Place;
  readonly widestLine: Place;
  /** Each over its cap. */
  readonly longFiles: readonly Place[];
  readonly longFunctions: readonly Place[];
  readonly wideLines: readonly Place[];
  readonly crowdedParameters: readonly Place[];
  readonly nestedTernaries: readonly Place[];
  readonly participles: number;
  /** Declared names of one letter beside those that mathematics and loops use. */
  readonly singleLetters: readonly Place[];
}

export function sourcesIn(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
}

export function measureHouse(sources: readonly Source[]): HouseMeasures {
  const fileLengths = sources.map(({ file, text }) => ({ at: file, size: linesOf(text).length }));
  const lineWidths = sources.flatMap(({ file, text }) =>
    linesOf(text).map((line, i) => ({ at: `${file}:${i + 1}`, size: line.length })),
  );
  const nodes = sources.flatMap(measureNodes);
  const functions = nodes.filter(({ kind }) => kind === 'function');
  return {
    files: sources.length,
    lines: fileLengths.reduce((sum, { size }) => sum + size, 0),
    longestFile: largest(fileLengths),
    longestFunction: largest(functions),
    widestLine: largest(lineWidths),
    longFiles: fileLengths.filter(({ size }) => size > CAPS.fileLines),
    longFunctions: functions.filter(({ size }) => size > CAPS.functionLines),
    wideLines: lineWidths.filter(({ size }) => size > CAPS.columns),
    crowdedParameters: nodes.filter(({ kind, size }) => kind === 'parameters' && size > CAPS.parameters),
    nestedTernaries: nodes.filter(({ kind }) => kind === 'nested ternary'),
    participles: nodes.filter(({ kind }) => kind === 'participle').length,
    singleLetters: nodes.filter(({ kind }) => kind === 'single letter'),
  };
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}

function largest(places: readonly Place[]): Place {
  return places.reduce((most, one) => (one.size > most.size ? one : most), { at: '', size: 0 });
}

type Measured = Place & {
  readonly kind: 'function' | 'parameters' | 'nested ternary' | 'participle' | 'single letter';
};

function measureNodes({ file, text }: Source): Measured[] {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const measured: Measured[] = [];
  const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line + 1;
  const visit = (node: ts.Node): void => {
    const start = lineOf(node.getStart());
    const at = `${file}:${start}`;
    if (ts.isFunctionLike(node)) {
      measured.push({ kind: 'function', at, size: lineOf(node.end) - start + 1 });
      measured.push({ kind: 'parameters', at, size: node.parameters.length });
    }
    if (ts.isConditionalExpression(node) && ts.isConditionalExpression(outsideParentheses(node.parent)))
      measured.push({ kind: 'nested ternary', at, size: 1 });
    if (isDeclaredName(node) && PARTICIPLES.has(node.text)) measured.push({ kind: 'participle', at, size: 1 });
    if (isDeclaredName(node) && /^[a-z]$/.test(node.text) && !LETTERS.has(node.text) && !isMaths(file))
      measured.push({ kind: 'single letter', at: `${at} ${node.text}`, size: 1 });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return measured;
}

function outsideParentheses(node: ts.Node): ts.Node {
  return ts.isParenthesizedExpression(node) ? outsideParentheses(node.parent) : node;
}

/** A name that this code chooses: of a variable, a parameter, a function or a binding. */
function isDeclaredName(node: ts.Node): node is ts.Identifier {
  if (!ts.isIdentifier(node)) return false;
  const { parent } = node;
  return (
    (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isFunctionDeclaration(parent)) &&
    parent.name === node
  );
}
