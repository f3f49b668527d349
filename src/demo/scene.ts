import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Principal } from '../api/auth/principal.ts';
import { ApprovalView, AskedApproval, type NewApproval, type NewDecision } from '../api/schemas/approval.ts';
import { MessageView } from '../api/schemas/conversation.ts';
import { TicketView, type NewTicket } from '../api/schemas/ticket.ts';
import { ADA, CARLA } from './cast.ts';
import type { Client } from './client.ts';

/** How long an acknowledgement may take before the story goes on without it; it has two minutes by promise. */
const ACKNOWLEDGED_WITHIN_MS = 15_000;
const CREDIT_NOTE_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 50;

/** What the stories need to know of a team. */
const Teams = z.object({ items: z.array(z.object({ id: z.string(), openNow: z.boolean() })) });

/** What a person says, in the languages that our people speak. */
export interface Said {
  en: string;
  it: string;
}

/** What the customer told about themselves. */
export type Customer = Required<Pick<NewTicket, 'locale' | 'timeZone'>>;

type Request = Omit<NewTicket, 'subject' | 'body' | 'locale' | 'timeZone'> & { subject: Said; body: Said };

/** One ticket, and the people around it: each act is one request, and then somebody takes a breath. */
export class Scene {
  private current: TicketView | undefined;

  constructor(
    private readonly client: Client,
    private readonly customer: Customer,
    private readonly paceMs: number,
    private readonly stop: AbortSignal,
    readonly tell: (text: string) => void,
  ) {}

  /** As the last act left it. */
  get ticket(): TicketView {
    if (this.current === undefined) throw new Error('the story has no ticket before somebody submits one');
    return this.current;
  }

  /** In the customer's language, as far as our people speak it. */
  say = (words: Said): string => (this.customer.locale.startsWith('it') ? words.it : words.en);

  async submits({ subject, body, ...request }: Request): Promise<void> {
    this.current = await this.client.send({
      as: CARLA,
      path: '/v1/tickets',
      body: { ...request, subject: this.say(subject), body: this.say(body), ...this.customer },
      answer: TicketView,
    });
    await this.breathe();
  }

  /** Waits until the automatic acknowledgement is out. */
  async isAcknowledged(): Promise<void> {
    const patience = Date.now() + ACKNOWLEDGED_WITHIN_MS;
    while (this.acknowledgedAt() === null && Date.now() < patience) {
      await sleep(LOOK_EVERY_MS, undefined, { signal: this.stop });
      this.current = await this.read();
    }
  }

  /** When the customer's channel took the acknowledgement; `null` before. */
  acknowledgedAt(): string | null {
    return this.ticket.promises.find(({ kind }) => kind === 'acknowledgement')?.settledAt ?? null;
  }

  async writes(person: Principal, body: Said, fields: { asksCustomer?: boolean } = {}): Promise<void> {
    await this.client.send({
      as: person,
      path: `${this.path}/messages`,
      body: { body: this.say(body), ...fields },
      answer: MessageView,
    });
    this.current = await this.read();
    await this.breathe();
  }

  /** Takes a step by the last part of its path. */
  async takes(person: Principal, step: string, body: object = {}): Promise<void> {
    this.current = await this.client.send({ as: person, path: `${this.path}/${step}`, body, answer: TicketView });
    await this.breathe();
  }

  /** Asks for a manager's decision. @returns the approval's id */
  async asksManagement(person: Principal, body: z.input<typeof NewApproval>): Promise<string> {
    const path = `${this.path}/approvals`;
    const { approvalId } = await this.client.send({ as: person, path, body, answer: AskedApproval });
    this.current = await this.read();
    await this.breathe();
    return approvalId;
  }

  async decides(manager: Principal, approvalId: string, body: z.input<typeof NewDecision>): Promise<void> {
    const path = `${this.path}/approvals/${approvalId}/decision`;
    await this.client.send({ as: manager, path, body, answer: ApprovalView });
    await this.breathe();
  }

  /** Waits until the credit note is issued. */
  async hasCreditNote(approvalId: string): Promise<void> {
    const isIssued = () => this.ticket.approvals.some(({ id, creditNote }) => id === approvalId && creditNote !== null);
    const patience = Date.now() + CREDIT_NOTE_WITHIN_MS;
    do {
      await sleep(LOOK_EVERY_MS, undefined, { signal: this.stop });
      this.current = await this.read();
    } while (!isIssued() && Date.now() < patience);
  }

  /** Whether a team is at work now, where the customer's server stands. */
  async isOpen(team: string): Promise<boolean> {
    const { site } = this.ticket.service ?? { site: null };
    const path = site === null ? '/v1/teams' : `/v1/teams?site=${encodeURIComponent(site)}`;
    const { items } = await this.client.send({ as: ADA, path, answer: Teams });
    return items.some(({ id, openNow }) => id === team && openNow);
  }

  private get path(): string {
    return `/v1/tickets/${this.ticket.id}`;
  }

  private read(): Promise<TicketView> {
    return this.client.send({ as: ADA, path: this.path, answer: TicketView });
  }

  private async breathe(): Promise<void> {
    await sleep(this.paceMs, undefined, { signal: this.stop });
  }
}
