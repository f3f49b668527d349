import { z } from 'zod';
import type { ApiDependencies } from '../../../src/api/dependencies.ts';
import type { Answer } from '../../../src/scenarios/world/http-people.ts';
import type { HttpPeople } from '../../support/world/people.ts';
import { peopleOver } from './people-over.ts';

type Json = Record<string, unknown>;
export interface Operation {
  responses: Record<string, { content?: Record<string, { schema: Json }> }>;
  requestBody?: { required?: boolean; content: Record<string, { schema: Json }> };
  parameters?: { in: string; name: string }[];
  security?: object[];
  tags?: string[];
  summary?: string;
}
export interface OpenApi {
  openapi: string;
  security: object[];
  components: { schemas: Record<string, Json>; securitySchemes: Json };
  paths: Record<string, Record<string, Operation>>;
}

/** People over an app of their own, each of whose answers is held against what `/openapi.json` says of it. */
export async function contractPeople(dependencies: ApiDependencies): Promise<HttpPeople> {
  const { people } = await peopleOver(dependencies, (transport, app) => async (request) => {
    const answer = await transport(request);
    const document = (await app.inject('/openapi.json')).json<OpenApi>();
    holdAgainst(document, request.method, request.url, answer);
    return answer;
  });
  return people;
}

/** @throws Error when the status, the content type or the body is not as documented */
export function holdAgainst(document: OpenApi, method: string, url: string, answer: Answer<unknown>): void {
  const { status, headers, body } = answer;
  const name = `${method} ${url} → ${status}`;
  const [, operations] = Object.entries(document.paths).find(([template]) => matches(template, url)) ?? [];
  const operation = operations?.[method.toLowerCase()];
  if (operation === undefined) throw new Error(`${name}: the route is not documented`);
  const response = operation.responses[status];
  if (response === undefined) throw new Error(`${name}: the status is not documented: ${JSON.stringify(body)}`);
  const [contentType = ''] = String(headers['content-type']).split(';');
  const schema = response.content?.[contentType]?.schema;
  if (schema === undefined) throw new Error(`${name}: ${contentType} is not documented`);
  const verdict = validatorOf(document, schema).safeParse(body);
  if (!verdict.success) throw new Error(`${name}: the body is not as documented: ${z.prettifyError(verdict.error)}`);
}

const matches = (template: string, url: string): boolean =>
  new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(url.split('?')[0] ?? '');

const validatorOf = (document: OpenApi, schema: Json): z.ZodType =>
  z.fromJSONSchema(inlined(document, schema) as Parameters<typeof z.fromJSONSchema>[0]);

/** The schema with what it refers to in its place. */
function inlined(document: OpenApi, schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map((item) => inlined(document, item));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref } = schema as { $ref?: string };
  if ($ref !== undefined) return inlined(document, document.components.schemas[$ref.split('/').at(-1) ?? '']);
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, inlined(document, value)]));
}
