import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { holdAgainst, type OpenApi, type Operation } from './support/contract.ts';

/** Of those that are not JSON alone. */
const ANSWERS: Record<string, string[]> = {
  'GET /v1/tickets/{id}/live': ['text/event-stream'],
  'GET /v1/credit-notes/{number}': ['application/json', 'application/pdf'],
  'GET /v1/credit-notes/{number}.pdf': ['application/pdf'],
  'GET /v1/tickets/{id}/attachments/{attachmentId}': ['application/octet-stream'],
  'GET /v1/tickets/{id}/export': ['application/zip', 'application/json', 'text/html'],
  'GET /v1/mails/{id}/file': ['message/rfc822'],
  'DELETE /v1/webhooks/{id}': [],
};

const HEALTH = ['/healthz', '/readyz'];

describe('/openapi.json', () => {
  let world: TimeSkippingWorld;
  let document: OpenApi;
  let operations: [name: string, path: string, Operation][];
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    document = (await world.app.inject('/openapi.json')).json<OpenApi>();
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, string, Operation] => [
        `${method.toUpperCase()} ${path}`,
        path,
        operation,
      ]),
    );
  });
  afterAll(() => world.end());

  const statusesOf = (wanted: string) => Object.keys(operations.find(([name]) => name === wanted)![2].responses);

  test('is OpenAPI 3.1, for anybody, and says how to authenticate', async () => {
    const response = await world.app.inject('/openapi.json');
    expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(document.components.securitySchemes).toMatchObject({ token: { type: 'http', scheme: 'bearer' } });
    expect(document.security).toEqual([{ token: [] }]);
  });

  test('holds the routes of the API and no others', () => {
    expect(Object.keys(document.paths).filter((path) => !path.startsWith('/v1/'))).toEqual(HEALTH);
    expect(operations).toHaveLength(50);
  });

  test('health alone needs no token', () => {
    for (const [name, path, { security = document.security }] of operations) {
      expect([name, security.length > 0]).toEqual([name, !HEALTH.includes(path)]);
    }
  });

  test('every operation says what it is for', () => {
    for (const [name, , { summary, tags }] of operations) {
      expect({ name, summary, tags }).toMatchObject({
        summary: expect.stringMatching(/\w/),
        tags: [expect.any(String)],
      });
    }
  });

  test('every operation says how it can fail', () => {
    for (const [name, path, { responses }] of operations) {
      const statuses = Object.keys(responses).map(Number);
      // A decision may be on its way, and is known later.
      const successes = name.endsWith('/decision') ? [200, 202] : [expect.any(Number)];
      expect([name, statuses.filter((status) => status < 300)]).toEqual([name, successes]);
      const wanted = [
        ...(path.startsWith('/v1/') ? [401] : []),
        ...(path.includes('{id}') ? [404, 503] : []),
        ...(name.startsWith('POST') ? [400, 403, 409, 413, 415, 422, 503] : []),
      ];
      expect([name, statuses]).toEqual([name, expect.arrayContaining(wanted)]);
      for (const [status, { content = {} }] of Object.entries(responses)) {
        const types = Number(status) < 300 ? (ANSWERS[name] ?? ['application/json']) : ['application/problem+json'];
        expect([name, status, Object.keys(content)]).toEqual([name, status, types]);
      }
    }
    expect(statusesOf('GET /v1/tickets/{id}/journal')).toContain('403');
    expect(statusesOf('GET /v1/tickets')).toEqual(expect.arrayContaining(['400', '503']));
  });

  test('every reference leads somewhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference!);
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) {
      const found = reference
        .split('/')
        .slice(1)
        .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document);
      expect([reference, typeof found]).toEqual([reference, 'object']);
    }
  });

  test('parameters of the path, Idempotency-Key on what can be repeated, Last-Event-ID on what can be resumed', () => {
    for (const [name, path, { parameters = [] }] of operations) {
      const named = (place: string) => parameters.filter((parameter) => parameter.in === place).map((it) => it.name);
      expect([name, named('path')]).toEqual([name, [...path.matchAll(/{(\w+)}/g)].map(([, part]) => part)]);
      const headers = name.startsWith('POST') ? ['Idempotency-Key'] : name.endsWith('/live') ? ['last-event-id'] : [];
      expect([name, named('header')]).toEqual([name, headers]);
    }
  });

  test('bodies that may be left out are not called required', () => {
    const optional = operations
      .filter(([, , { requestBody }]) => requestBody?.required === false)
      .map(([name]) => name);
    expect(optional.sort()).toEqual(
      [
        'POST /v1/notices/{id}/acknowledgement',
        ...['links', 'take', 'release', 'withdrawal', 'approvals/{approvalId}/withdrawal'].map(
          (step) => `POST /v1/tickets/{id}/${step}`,
        ),
      ].sort(),
    );
  });

  test('an answer that is not as documented would be noticed', () => {
    const answer =
      (status: number, body: unknown, type = 'application/json') =>
      () =>
        holdAgainst(document, 'GET', '/v1/me?x=1', { status, body, headers: { 'content-type': type } });
    const me = { id: 'a', name: 'A', role: 'agent', teams: [], managerId: null, steps: [] };
    expect(answer(200, me)).not.toThrow();
    expect(answer(204, me)).toThrow('not documented');
    expect(answer(200, me, 'text/plain')).toThrow('not documented');
    expect(answer(200, { ...me, role: 'admin' })).toThrow('not as documented');
    expect(answer(200, { ...me, password: 'x' })).toThrow('not as documented');
    expect(() => holdAgainst(document, 'GET', '/v1/nothing', { status: 200, body: {}, headers: {} })).toThrow(
      'not documented',
    );
  });

  test('is shown to people at /docs', async () => {
    const page = await world.app.inject('/docs');
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    const script = await world.app.inject('/docs/static/swagger-initializer.js');
    expect(script.statusCode).toBe(200);
  });
});
