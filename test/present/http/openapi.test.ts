import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { openApiDocument } from '../../../src/present/http/openapi.js';
import { routes } from '../../../src/present/http/routes.js';

test.each([false, true])('the OpenAPI document is valid, with token: %s', async (withToken) => {
  const validator = new Validator();
  const result = await validator.validate(openApiDocument(withToken));
  expect(result.errors ?? []).toEqual([]);
  expect([result.valid, validator.version]).toEqual([true, '3.1']);
});

test('the OpenAPI document contains every path with its method', () => {
  const { paths } = openApiDocument(false) as { paths: Record<string, Record<string, unknown>> };
  for (const { path, method } of routes)
    expect(paths[path.replace(/:(\w+)/g, '{$1}')], path).toHaveProperty(method.toLowerCase());
});

test('every name in a path is a parameter of each of its operations, and no field of their bodies', () => {
  interface Operation {
    readonly parameters?: readonly { readonly name: string; readonly in: string }[];
    readonly requestBody?: { readonly content: Record<string, { readonly schema: Record<string, object> }> };
  }
  const { paths } = openApiDocument(false) as { paths: Record<string, Record<string, Operation>> };
  for (const [path, operations] of Object.entries(paths))
    for (const [method, { parameters = [], requestBody }] of Object.entries(operations)) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
      const inPath = parameters.filter((one) => one.in === 'path').map(({ name }) => name);
      expect(inPath, `${method} ${path}`).toEqual(names);
      const { properties = {} } = requestBody?.content['application/json']?.schema ?? {};
      expect(names.filter((name) => name in properties)).toEqual([]);
    }
});

interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** Fields that are a measure or a flag, and have no description; neither has the field that contains them. */
function unexplained(schema: Schema, path: string, isExplained: boolean): string[] {
  const isExplainedHere = isExplained || schema.description !== undefined;
  const types = [schema.type ?? []].flat();
  const itself = types.includes('number') || types.includes('boolean');
  return [
    ...(itself && !isExplainedHere ? [path] : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
      unexplained(field, `${path}.${name}`, schema.description !== undefined),
    ),
    ...(schema.items === undefined ? [] : unexplained(schema.items, path, isExplainedHere)),
    ...(schema.anyOf ?? []).flatMap((one) => unexplained({ ...schema, anyOf: [], ...one }, path, isExplainedHere)),
  ];
}

test('every measure and flag of an answer says what it means', () => {
  type Operation = { readonly responses: { 200: { content: Record<string, { readonly schema: Schema }> } } };
  const { paths } = openApiDocument(false) as { paths: Record<string, Record<string, Operation>> };
  for (const [path, operations] of Object.entries(paths))
    for (const [method, { responses }] of Object.entries(operations)) {
      const schema = responses[200].content['application/json']?.schema ?? {};
      expect(unexplained(schema, `${method} ${path}`, false)).toEqual([]);
    }
});
