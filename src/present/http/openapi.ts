/** The OpenAPI document (3.1), made from the same table and shapes as the server. */
import { z } from 'zod';
import { VERSION } from '../../version.js';
import { withoutUndefined } from '../../without-undefined.js';
import { EXPORT_FILES } from '../verbs/export.js';
import { type VerbName, verbs } from '../verbs/index.js';
import { wire } from '../wire.js';
import { PROGRESS_PATH, progressShape } from './derived.js';
import { problemShape } from './problem.js';
import { type Route, routes } from './routes.js';

type Schema = Record<string, unknown>;
type RequestSchema = Schema & { readonly properties?: Record<string, Schema>; readonly required?: readonly string[] };

export function openApiDocument(withToken: boolean): Schema {
  const paths: Record<string, Schema> = {
    '/healthz': {
      get: {
        operationId: 'health',
        summary: 'Whether the server answers',
        responses: { 200: jsonResponse('It does', schemaOf(z.object({ ok: z.boolean().describe('Always true.') }))) },
      },
    },
    [PROGRESS_PATH]: {
      get: {
        operationId: 'progress',
        summary: 'How far the first themes, map or near-duplicates are, while they are computed',
        responses: { 200: jsonResponse('The running computations', schemaOf(progressShape)) },
      },
    },
  };
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'paperkin',
      version: VERSION,
      description: 'Similar papers, themes and near-duplicates in a collection of research abstracts.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    ...(withToken ? { security: [{ token: [] }] } : {}),
    paths,
    components: {
      schemas: { Problem: schemaOf(problemShape) },
      ...(withToken ? { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } } : {}),
    },
  };
}

function operation({ path, verb, summary, body, gives, method }: Route): Schema {
  const requestSchema = schemaOf(verbs[verb].request, 'input') as RequestSchema;
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
  const parameters = Object.entries(requestSchema.properties ?? {})
    .filter(([name]) => body !== 'json' || inPath.includes(name))
    .map(([name, { description, ...schema }]) => ({
      name,
      in: inPath.includes(name) ? 'path' : 'query',
      required: requestSchema.required?.includes(name) === true,
      ...withoutUndefined({ description }),
      schema,
    }));
  return {
    operationId: routes.find((route) => route.verb === verb)?.method === method ? verb : `${verb}By${method}`,
    summary,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : {
          requestBody:
            body === 'json'
              ? { required: true, content: { 'application/json': { schema: without(requestSchema, inPath) } } }
              : filesBody(),
        }),
    responses: {
      200: gives === 'file' ? fileResponse() : okResponse(verb),
      ...(method === 'GET' && gives === undefined ? { 304: { description: 'Not modified (If-None-Match)' } } : {}),
      default: {
        description: 'An error and its remedy',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

/** The shape of a body: what the path says is not repeated in it. */
function without({ properties = {}, required, ...schema }: RequestSchema, names: readonly string[]): Schema {
  const isLeft = (name: string) => !names.includes(name);
  return {
    ...schema,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => isLeft(name))),
    ...withoutUndefined({ required: required?.filter(isLeft) }),
  };
}

function filesBody(): Schema {
  return {
    required: true,
    content: {
      'multipart/form-data': {
        schema: {
          type: 'object',
          properties: { file: { type: 'array', items: BYTES, minItems: 1 } },
          required: ['file'],
        },
      },
      'application/octet-stream': { schema: BYTES },
      'text/plain': { schema: { type: 'string' } },
    },
  };
}

const BYTES: Schema = { type: 'string', format: 'binary' };
/** Of media types of exports that are no text. */
const EXPORT_SCHEMAS: Readonly<Record<string, Schema>> = {
  'application/json': schemaOf(wire.list.shape.papers),
  'application/octet-stream': BYTES,
  'application/vnd.apache.parquet': BYTES,
};

function fileResponse(): Schema {
  const types = [...new Set(Object.values(EXPORT_FILES).map(({ mediaType }) => mediaType))];
  return {
    description: 'The file',
    content: Object.fromEntries(types.map((type) => [type, { schema: EXPORT_SCHEMAS[type] ?? { type: 'string' } }])),
  };
}

function okResponse(verb: VerbName): Schema {
  const response = jsonResponse('The answer', schemaOf(verbs[verb].response));
  if (verb !== 'add') return response;
  const content = {
    ...(response['content'] as Schema),
    'text/event-stream': {
      schema: { type: 'string', description: 'Events `progress`, then `added` with the answer or `problem`.' },
    },
  };
  return { ...response, content };
}

function jsonResponse(description: string, schema: Schema): Schema {
  return { description, content: { 'application/json': { schema } } };
}

function schemaOf(shape: z.ZodType, io: 'input' | 'output' = 'output'): Schema {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    io,
    override: ({ jsonSchema }) => {
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      const [first, ...others] = jsonSchema.prefixItems ?? [];
      if (first !== undefined && others.every((one) => JSON.stringify(one) === JSON.stringify(first))) {
        jsonSchema.items = first; // a pair of one kind, said in a way that every reader of OpenAPI knows
        delete jsonSchema.prefixItems;
      }
      // fields may be added to an answer
      if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  return schema;
}
