/** Types of our own that a library user meets in options and answers, and cannot name. */
import { relative } from 'node:path';
import ts from 'typescript';
import { inCheckout } from './folders.js';

/** @returns `file: name` of each type that the exports of `src/index.ts` lead to, and that is none of them */
export function unnamedTypes(): string[] {
  const { config } = ts.readConfigFile(inCheckout('tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, inCheckout(''));
  const program = ts.createProgram([inCheckout('src/index.ts')], options);
  const checker = program.getTypeChecker();
  const door = checker.getSymbolAtLocation(program.getSourceFile(inCheckout('src/index.ts'))!)!;
  const exported = new Set(checker.getExportsOfModule(door).map((one) => target(checker, one)));
  const met = typesFrom(checker, exported);
  return [...met]
    .filter((symbol) => !exported.has(symbol) && fileOf(symbol) !== undefined && /^[A-Z]/.test(symbol.name))
    .map((symbol) => `${fileOf(symbol)}: ${symbol.name}`)
    .sort();
}

/** The names of all types that the exports lead to, through fields, parameters and results. */
function typesFrom(checker: ts.TypeChecker, exported: ReadonlySet<ts.Symbol>): ReadonlySet<ts.Symbol> {
  const names = new Set<ts.Symbol>();
  const visited = new Set<ts.Type>();
  const visitAll = (types: readonly ts.Type[]) => {
    for (const type of types) visit(type);
  };
  const visit = (type: ts.Type): void => {
    if (visited.has(type)) return;
    visited.add(type);
    const name = type.aliasSymbol ?? type.symbol;
    if (name !== undefined) names.add(name);
    visitAll([...(type.aliasTypeArguments ?? []), ...(type.isUnionOrIntersection() ? type.types : [])]);
    if (type.symbol !== undefined && fileOf(type.symbol) === undefined) {
      visitAll(checker.getTypeArguments(type as ts.TypeReference)); // of an array, a map, a promise
      return;
    }
    visitAll(type.getProperties().map((field) => checker.getTypeOfSymbol(field)));
    for (const signature of type.getCallSignatures())
      visitAll([...signature.getParameters().map((one) => checker.getTypeOfSymbol(one)), signature.getReturnType()]);
  };
  for (const symbol of exported) {
    if (symbol.flags & ts.SymbolFlags.Type) visit(checker.getDeclaredTypeOfSymbol(symbol));
    if (symbol.flags & ts.SymbolFlags.Value) visit(checker.getTypeOfSymbol(symbol));
  }
  return names;
}

function target(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** The file in `src` that declares it. */
function fileOf(symbol: ts.Symbol): string | undefined {
  const file = symbol.declarations?.[0]?.getSourceFile().fileName;
  const path = file === undefined ? '..' : relative(inCheckout('src'), file);
  return path.startsWith('..') ? undefined : path;
}
