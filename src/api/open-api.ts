import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { App } from './fastify-app.ts';

const IDEMPOTENCY_KEY = {
  type: 'string',
  minLength: 1,
  maxLength: 255,
  description: 'Makes it safe to send the request again: it is carried out once, and answered as it was',
};

const TOKEN = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description:
    "A token of the issuer that Kept is set up with; on a ticket's own routes also the last part of a link to it, for what its customer may do",
} as const;

/** Describes the API at `/openapi.json`, for people at `/docs`. Everything comes from the routes' own schemas. */
export async function describeApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Kept', version: '1', description: 'Support tickets whose promises are durable.' },
      components: { securitySchemes: { token: TOKEN } },
      security: [{ token: [] }],
    },
    transform: (document) => {
      const { schema, url } = jsonSchemaTransform(document);
      const { method, config } = document.route;
      const isForAnybody = (config as { roles?: unknown } | undefined)?.roles === undefined;
      const described = isForAnybody ? { ...schema, security: [] } : schema;
      if (method !== 'POST') return { schema: described, url };
      const headers = { type: 'object', properties: { 'Idempotency-Key': IDEMPOTENCY_KEY } };
      return { schema: { ...described, headers }, url };
    },
    transformObject: (document) => {
      const openApi = jsonSchemaTransformObject(document);
      const paths = (openApi.paths ?? {}) as Record<string, { post?: { requestBody?: object } }>;
      for (const { post } of Object.values(paths)) allowEmptyBody(post?.requestBody);
      return openApi;
    },
  });
  await app.register(swaggerUi, { routePrefix: '/docs' });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
}

/** A body whose schema allows `null` may be left out. */
function allowEmptyBody(requestBody: object | undefined): void {
  const described = requestBody as { required?: boolean; content: Record<string, { schema?: object }> } | undefined;
  const { anyOf = [] } = (described?.content['application/json']?.schema ?? {}) as { anyOf?: { type?: string }[] };
  if (described !== undefined && anyOf.some(({ type }) => type === 'null')) described.required = false;
}
