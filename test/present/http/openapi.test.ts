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
