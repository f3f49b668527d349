import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '../../../src/api/fastify-app.ts';
import type { ApprovalView } from '../../../src/api/schemas/approval.ts';
import type { TicketView } from '../../../src/api/schemas/ticket.ts';
import type { MessageView } from '../../../src/api/schemas/conversation.ts';
import { ADA, CARLA, type Person, type Tokens } from './tokens.ts';

export interface Answer<T = Record<string, unknown>> {
  status: number;
  headers: Record<string, unknown>;
  body: T;
}

export interface JournalEvent {
  seq: number;
  at: string;
  type: string;
  by: string;
  link?: string;
  data: Record<string, unknown>;
}

const FIFTY_EUROS = { minor: 5_000, currency: 'EUR' };

/** How often a request is sent before its 503 is believed. */
const ATTEMPTS = 6;

/** How a request reaches the API: injected, or over the wire. */
export type Transport = (request: {
  method: 'GET' | 'POST';
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

/** People who use the API, in words. */
export class HttpPeople {
  constructor(
    private readonly transport: Transport,
    private readonly tokens: Tokens,
  ) {}

  async send<T = Record<string, unknown>>(
    person: Person | null,
    method: 'GET' | 'POST',
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

  async submit(fields: Record<string, unknown> = {}, customer: Person = CARLA): Promise<TicketView> {
    const body = { channel: 'ticket', subject: 'Charged twice', body: 'Why was I charged twice?', ...fields };
    return expectStatus(201, await this.persist<TicketView>(customer, '/v1/tickets', body)).body;
  }

  async step(person: Person, id: string, path: string, body: object = {}): Promise<TicketView> {
    return expectStatus(200, await this.persist<TicketView>(person, `/v1/tickets/${id}/${path}`, body)).body;
  }

  /** Asks management, for a credit of 50 EUR unless told otherwise. @returns the approval's id */
  async ask(person: Person, id: string, fields: Record<string, unknown> = {}): Promise<string> {
    const body = { type: 'billing-credit', reason: 'Two hours of outage.', amount: FIFTY_EUROS, ...fields };
    const answer = await this.persist<{ approvalId: string }>(person, `/v1/tickets/${id}/approvals`, body);
    return expectStatus(201, answer).body.approvalId;
  }

  async decide(person: Person, id: string, approvalId: string, body: object): Promise<ApprovalView> {
    const path = `/v1/tickets/${id}/approvals/${approvalId}/decision`;
    return expectStatus(200, await this.persist<ApprovalView>(person, path, body)).body;
  }

  async approval(id: string, approvalId: string, viewer: Person = ADA): Promise<ApprovalView> {
    const path = `/v1/tickets/${id}/approvals/${approvalId}`;
    return expectStatus(200, await this.send<ApprovalView>(viewer, 'GET', path)).body;
  }

  async write(person: Person, id: string, fields: Record<string, unknown> = {}): Promise<MessageView> {
    const body = { body: `A word from ${person.id}.`, ...fields };
    return expectStatus(201, await this.persist<MessageView>(person, `/v1/tickets/${id}/messages`, body)).body;
  }

  async ticket(id: string, viewer: Person = ADA): Promise<TicketView> {
    return expectStatus(200, await this.send<TicketView>(viewer, 'GET', `/v1/tickets/${id}`)).body;
  }

  async journal(id: string, viewer: Person = ADA): Promise<JournalEvent[]> {
    const answer = await this.send<{ events: JournalEvent[] }>(viewer, 'GET', `/v1/tickets/${id}/journal`);
    return expectStatus(200, answer).body.events;
  }

  async conversation(id: string, viewer: Person = ADA): Promise<MessageView[]> {
    const answer = await this.send<{ messages: MessageView[] }>(viewer, 'GET', `/v1/tickets/${id}/conversation`);
    return expectStatus(200, answer).body.messages;
  }
}

function expectStatus<T>(status: number, answer: Answer<T>): Answer<T> {
  if (answer.status !== status) {
    throw new Error(`expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
  return answer;
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
