import { createApp } from '../../src/api/app.ts';
import { LOCALES } from '../../src/domain/policy/words.ts';
import { usesDevelopmentIssuer } from '../../src/process/sign-in.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';

describe('the preview of all templates', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  const look = (path = '') => world.app.inject(`/dev/templates${path}`);

  test('shows them in the language that is asked for, English first', async () => {
    const english = await look();
    expect([english.statusCode, english.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(english.body).toContain('We have received your request #7 “My server is slow”.');
    expect(english.body).toContain('<h3 id="template-not-carried-out">not-carried-out</h3>');
    expect((await look('?language=xx&language=it')).body).toContain('We have received');
    const { body } = await look('?language=it');
    expect(body).toContain(
      '<div class="body" lang="it">Abbiamo ricevuto la vostra richiesta n. 7 «My server is slow».',
    );
    expect(body).toContain('settimana 2026-W47');
    expect(body).toContain('<dt id="text-note.gross"><code>note.gross</code></dt>');
    expect(body).not.toContain('We have received');
  });

  test('leads from each language to the others, and says which is shown', async () => {
    const { body } = await look('?language=it');
    expect(body).toContain('<li lang="en"><a href="?language=en">English</a></li>');
    expect(body).toContain('<li lang="it"><a href="?language=it" aria-current="page">italiano</a></li>');
    for (const [, target = ''] of body.matchAll(/href="#([^"]+)"/g)) expect(body).toContain(`id="${target}"`);
  });

  test.each(LOCALES)('prints a credit note in %s', async (locale) => {
    const href = /href="(\/[^"]+)"/.exec((await look(`?language=${locale}`)).body)?.[1] ?? '';
    const { headers, rawPayload } = await world.app.inject(href);
    expect(headers['content-type']).toBe('application/pdf');
    expect(rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('runs nothing, and is described nowhere', async () => {
    const { headers, body } = await look();
    expect(headers['content-security-policy']).toMatch(/^default-src 'none';style-src 'sha256-/);
    expect(body).not.toMatch(/<script|\son\w+=|style="|https?:\/\//);
    expect((await world.app.inject('/openapi.json')).body).not.toContain('/dev/');
  });

  test('is not there once others sign people in', async () => {
    const app = await createApp({ ...world.dependencies, isDevelopment: false });
    for (const path of ['', '/credit-note']) {
      const response = await app.inject(`/dev/templates${path}`);
      expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([404, 'not-found']);
    }
  });
});

test.each<[isDevelopment: boolean, environment: Parameters<typeof usesDevelopmentIssuer>[0]]>([
  [true, { NODE_ENV: 'development' }],
  [true, { NODE_ENV: 'test' }],
  [false, { NODE_ENV: 'production' }],
  [false, { NODE_ENV: 'development', AUTH_ISSUER: 'https://login.example', AUTH_AUDIENCE: 'kept' }],
])('there is a preview: %s, with %j', (isDevelopment, environment) => {
  expect(usesDevelopmentIssuer(environment)).toBe(isDevelopment);
});
