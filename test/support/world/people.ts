import type { ApprovalView } from '../../../src/api/schemas/approval.ts';
import type { TicketView } from '../../../src/api/schemas/ticket.ts';
import type { MessageView } from '../../../src/api/schemas/conversation.ts';
import { HttpPeople as Speaking, type Answer } from '../../../src/scenarios/world/http-people.ts';
import type { Person } from '../../../src/scenarios/world/person.ts';
import { ADA, CARLA } from './tokens.ts';

export interface JournalEvent {
  seq: number;
  at: string;
  type: string;
  by: string;
  link?: string;
  data: Record<string, unknown>;
}

const FIFTY_EUROS = { minor: 5_000, currency: 'EUR' };

/** People who use the API, in words. */
export class HttpPeople extends Speaking {
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
