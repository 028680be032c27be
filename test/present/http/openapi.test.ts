import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { openApiDocument } from '../../../src/present/http/openapi.js';
import { routes } from '../../../src/present/http/routes.js';

test.each([false, true])('the OpenAPI document is valid, with token: %s', async (withToken) => {
  const validator = new Validator();
  const result = await validator.validate(openApiDocument('1.2.3', withToken));
  expect(result.errors ?? []).toEqual([]);
  expect([result.valid, validator.version]).toEqual([true, '3.1']);
});

test('the OpenAPI document contains every path with its method', () => {
  const { paths } = openApiDocument('1.2.3', false) as { paths: Record<string, Record<string, unknown>> };
  for (const { path, method } of routes)
    expect(paths[path.replace(/:(\w+)/g, '{$1}')], path).toHaveProperty(method.toLowerCase());
});
