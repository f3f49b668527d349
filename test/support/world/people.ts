import type { App } from '../../../src/api/app.ts';
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
  data: Record<string, unknown>;
}

/** People who use the API, in words. */
export class HttpPeople {
  constructor(
    private readonly app: App,
    private readonly tokens: Tokens,
  ) {}

  async send<T>(
    person: Person | null,
    method: 'GET' | 'POST',
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const authorization = person === null ? {} : { authorization: `Bearer ${await this.tokens.of(person)}` };
    const response = await this.app.inject({
      method,
      url,
      headers: { ...authorization, ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    return { status: response.statusCode, headers: response.headers, body: parse(response.body) as T };
  }

  async submit(fields: Record<string, unknown> = {}, customer: Person = CARLA): Promise<TicketView> {
    const body = { channel: 'ticket', subject: 'Charged twice', body: 'Why was I charged twice?', ...fields };
    return expectStatus(201, await this.send<TicketView>(customer, 'POST', '/v1/tickets', body)).body;
  }

  async step(person: Person, id: string, path: string, body: object = {}): Promise<TicketView> {
    return expectStatus(200, await this.send<TicketView>(person, 'POST', `/v1/tickets/${id}/${path}`, body)).body;
  }

  async write(person: Person, id: string, fields: Record<string, unknown> = {}): Promise<MessageView> {
    const body = { body: `A word from ${person.id}.`, ...fields };
    return expectStatus(201, await this.send<MessageView>(person, 'POST', `/v1/tickets/${id}/messages`, body)).body;
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
