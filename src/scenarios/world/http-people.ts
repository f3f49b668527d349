import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '../../api/fastify-app.ts';
import type { Person, Tokens } from './person.ts';

export interface Answer<T = Record<string, unknown>> {
  status: number;
  headers: Record<string, unknown>;
  body: T;
}

/** How often a request is sent before its 503 is believed. */
const ATTEMPTS = 6;

/** How a request reaches the API: injected, or over the wire. */
export type Transport = (request: {
  method: 'GET' | 'POST' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  body?: unknown;
}) => Promise<Answer<unknown>>;

export const injected =
  (app: App): Transport =>
  async ({ body, ...request }) => {
    const payload = body === undefined ? {} : { payload: body as object };
    const response = await app.inject({ ...request, ...payload, payloadAsStream: true });
    const { statusCode: status, headers } = response;
    const isEndless = String(headers['content-type']).startsWith('text/event-stream');
    return { status, headers, body: isEndless ? await beginningOf(response) : parse(await text(response.stream())) };
  };

/** What an endless answer begins with; then it is left. */
async function beginningOf(response: Awaited<ReturnType<App['inject']>>): Promise<string> {
  const [beginning] = (await once(response.stream(), 'data')) as [Buffer];
  response.raw.res.destroy();
  return beginning.toString();
}

export const overHttp =
  (origin: string): Transport =>
  async ({ method, url, headers, body }) => {
    const response = await fetch(`${origin}${url}`, {
      method,
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: parse(await response.text()),
    };
  };

/** People who speak HTTP. */
export class HttpPeople {
  constructor(
    private readonly transport: Transport,
    private readonly tokens: Tokens,
  ) {}

  async send<T = Record<string, unknown>>(
    person: Person | null,
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const signedIn =
      person === null ? headers : { authorization: `Bearer ${await this.tokens.of(person)}`, ...headers };
    return (await this.transport({ method, url, headers: signedIn, body })) as Answer<T>;
  }

  /** As a good client does: while Kept is away the same request is sent again, under the same key. */
  async persist<T>(person: Person, url: string, body: object, attempts = ATTEMPTS): Promise<Answer<T>> {
    const key = { 'idempotency-key': randomUUID() };
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.send<T>(person, 'POST', url, body, key);
      if (answer.status !== 503 || attempt === attempts) return answer;
      await sleep(Number(answer.headers['retry-after']) * 1_000);
    }
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
