import type { CreditNoteView } from '../../api/schemas/credit-note.ts';
import type { MessageView } from '../../api/schemas/conversation.ts';
import type { TicketView } from '../../api/schemas/ticket.ts';
import type { OutgoingNotice } from '../../channels/staff-channel.ts';
import type { TicketTime } from '../../domain/reports/time-split.ts';
import type { TicketEvent } from '../../domain/ticket/events.ts';
import type { HttpPeople } from '../world/http-people.ts';
import type { Person } from '../world/person.ts';
import type { StoryWorld } from '../world/story-world.ts';

/** All that became of a ticket, as the API tells it, and as its customer got it. */
export interface TicketRecord {
  ticket: TicketView;
  /** The journal, in order. */
  events: TicketEvent[];
  /** The conversation as its customer reads it. */
  messages: MessageView[];
  /** What management's channel took, in order. */
  told: OutgoingNotice[];
  /** What mail brought the customer of it, oldest first; `null` where no mail reaches them. */
  mails: { subject: string; text: string }[] | null;
  creditNotes: CreditNoteView[];
  time: TicketTime;
}

/** Looks on, and does nothing: a manager who is in no directory reads everything. */
const OBSERVER: Person = { id: 'observer', name: 'The observer', role: 'manager', teams: [] };

export async function readRecord(
  { people, mailsAbout, management }: StoryWorld,
  id: string,
  customer: Person,
): Promise<TicketRecord> {
  const read = async <T>(path: string, viewer = OBSERVER): Promise<T> => {
    const answer = await people.send<T>(viewer, 'GET', path);
    if (answer.status === 200) return answer.body;
    throw new Error(`GET ${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  };
  const path = `/v1/tickets/${id}`;
  const ticket = await read<TicketView>(path);
  const numbers = ticket.approvals.flatMap(({ creditNote }) => creditNote ?? []);
  const [journal, conversation, time, creditNotes] = await Promise.all([
    read<{ events: TicketEvent[] }>(`${path}/journal`),
    read<{ messages: MessageView[] }>(`${path}/conversation`, customer),
    read<TicketTime>(`${path}/time`),
    Promise.all(numbers.map((number) => read<CreditNoteView>(`/v1/credit-notes/${number}`))),
  ]);
  return {
    ticket,
    events: journal.events,
    messages: conversation.messages,
    told: management.about(id),
    mails:
      customer.address === undefined
        ? null
        : mailsAbout(ticket.number, customer.address).map(({ subject = '', text = '' }) => ({ subject, text })),
    creditNotes,
    time,
  };
}

/** The first of a queue, as staff sees it; `null` when it is empty. */
export async function firstInQueue(people: HttpPeople, team: string): Promise<string | null> {
  const { body } = await people.send<{ items: TicketView[] }>(OBSERVER, 'GET', `/v1/tickets?team=${team}&limit=1`);
  return body.items[0]?.id ?? null;
}

/** Somebody of a team who does nothing but read. */
const readerOf = (team: string): Person => ({
  id: `reader-of-${team}`,
  name: 'A reader',
  role: 'agent',
  teams: [team],
});

/** The conversation of a ticket as a team reads it; `null` where it may not. */
export async function readByTeam(people: HttpPeople, team: string, id: string): Promise<MessageView[] | null> {
  const { status, body } = await people.send<{ messages: MessageView[] }>(
    readerOf(team),
    'GET',
    `/v1/tickets/${id}/conversation`,
  );
  return status === 200 ? body.messages : null;
}
