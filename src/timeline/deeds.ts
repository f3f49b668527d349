import type { ApprovalType, Money } from '../domain/approvals/approval.ts';
import { msBetween } from '../domain/calendar/instant.ts';
import type { RungName } from '../domain/promises/rung-told.ts';
import type { TicketEvent } from '../domain/ticket/events.ts';
import type { Outcome } from '../domain/ticket/ticket.ts';
import { span } from './times.ts';
import type { Moment, Words } from './moment.ts';

/** What somebody did, with the message that came with it. */
export interface Deed {
  did: string;
  messageId?: string;
}

type DeedBy = Deed & { who: string };

const OUTCOMES: Record<Outcome, string> = {
  confirmed: 'the customer confirmed that it is solved',
  'not-contradicted': 'the customer did not contradict the solution',
  'no-answer': 'the customer did not answer',
  withdrawn: 'the customer withdrew it',
};

const APPROVALS: Record<ApprovalType, string> = {
  'billing-credit': 'a credit',
  'account-exception': 'an exception for the account',
  'special-request': 'a special request',
};

/** "of 50.00 EUR", by the decimal places that the currency has. */
function amountOf(amount: Money | null): string {
  if (amount === null) return '';
  const { minor, currency } = amount;
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return ` of ${(minor / 10 ** digits).toFixed(digits)} ${currency}`;
}

/** In plain words, a person's deeds in one sentence; what promises did in the same moment is told apart. */
export function deedsOf(moment: Moment, words: Words): Deed[] {
  const deeds: DeedBy[] = [];
  for (const event of moment.events) {
    const deed = deedOf(event, moment, words);
    const last = deeds.at(-1);
    if (deed === null) continue;
    if (last?.who === deed.who && last.messageId === undefined) {
      deeds[deeds.length - 1] = { ...deed, did: `${last.did} and ${deed.did}` };
    } else deeds.push(deed);
  }
  return deeds.map(({ who, did, ...message }) => ({ did: `${who} ${did}`, ...message }));
}

function deedOf(event: TicketEvent, moment: Moment, words: Words): DeedBy | null {
  const who = words.person(event.by);
  const { type, data } = event;
  switch (type) {
    case 'message.added':
      return isTold(data.messageId, moment) ? null : { who, did: written(event, moment), messageId: data.messageId };
    case 'message.composed':
      if (data.visibility === 'internal') return { who, did: `left the team a note (${data.template})` };
      return { who, did: 'wrote (automatic)', messageId: data.messageId };
    case 'ticket.taken':
      return { who: words.person(data.assignee), did: `of ${moment.team} took the ticket` };
    case 'ticket.released':
      return { who, did: `gave the ticket back to ${moment.team}` };
    case 'ticket.assigned':
      return { who, did: `gave the ticket to ${words.person(data.assignee)}` };
    case 'ticket.reviewed':
      return { who, did: `reviewed it as ${data.kind}` };
    case 'ticket.handed-over':
      return { who, did: handedOver(event, words), messageId: data.messageId };
    case 'consultation.asked':
      return { who, did: `asked ${data.team}, without handing over (internal)` };
    case 'consultation.answered':
      return { who, did: 'answered what the team was asked (internal)' };
    case 'estimate.given':
      return { who, did: `estimated it ready by ${words.clock(data.readyBy)}`, messageId: data.messageId };
    case 'approval.asked':
      return {
        who,
        did: `asked management for ${APPROVALS[data.type]}${amountOf(data.amount)} (internal)`,
        messageId: data.messageId,
      };
    case 'approval.decided':
      return {
        who,
        did: `${data.decision === 'approve' ? 'approved' : 'refused'} it${data.state === 'partly-approved' ? ', as the first of two' : ''} (by ${data.via})`,
      };
    case 'approval.decision-refused':
      return { who, did: `decided, which may not stand: ${data.reason}` };
    case 'approval.expired':
      return { who, did: 'gave the request back to the agent: nobody decided it' };
    case 'approval.withdrawn':
      return { who, did: 'took back the request to management' };
    case 'approval.carried-out':
      return {
        who,
        did: data.creditNote === null ? 'recorded what was granted' : `issued credit note ${data.creditNote}`,
      };
    case 'approval.not-carried-out':
      return { who, did: `could not carry out what was granted: ${data.reason}` };
    case 'reminder.sent':
      return { who, did: `reminded the customer of the ${data.about} (${data.number})` };
    case 'ticket.resolved':
      return { who, did: 'sent the solution', messageId: data.messageId };
    case 'ticket.returned':
      return { who, did: `was not content: back to work with ${data.team}` };
    case 'ticket.closed':
      return { who: 'Closed:', did: OUTCOMES[data.outcome] };
    case 'ticket.reopened':
      return { who, did: `opened it again, with ${data.team}` };
    case 'delivery.failed':
      return { who, did: `could not deliver: ${data.reason}` };
    case 'management.told': {
      const of = data.notices
        .map((notice) => `${words.promise(notice)} at ${notice.rung} %${toldTo(notice, words)}`)
        .join(', ');
      return {
        who,
        did: data.failure === null ? `told staff of ${of}` : `could not tell staff of ${of}: ${data.failure}`,
      };
    }
    case 'signal.refused':
      return { who, did: `refused a signal: ${data.reason}` };
    case 'ticket.submitted':
    case 'phase.entered':
    case 'waiting.began':
    case 'waiting.ended':
    case 'delivery.accepted':
      return null;
    default:
      return type.startsWith('promise.') ? null : { who, did: `– ${type.replaceAll('.', ' ')}` };
  }
}

/** " (Ada, Manager 1)". */
function toldTo(rung: RungName, words: Words): string {
  const people = words.recipients(rung).map((id) => words.person(id));
  return people.length === 0 ? '' : ` (${people.join(', ')})`;
}

/** Whether another event of the moment tells what this message was for. */
const isTold = (messageId: string, { events }: Moment): boolean =>
  events.some(({ type, data }) => type !== 'message.added' && 'messageId' in data && data.messageId === messageId);

function written({ at, data }: TicketEvent<'message.added'>, { events }: Moment): string {
  for (const other of data.author === 'customer' ? events : []) {
    if (other.type === 'ticket.submitted') return `submitted a request (${other.data.channel})`;
    if (other.type === 'waiting.ended') return `answered after ${span(msBetween(other.data.since, at))}`;
  }
  if (data.visibility === 'internal') return 'wrote an internal note';
  return data.asksCustomer ? 'asked' : 'wrote';
}

function handedOver({ at, data }: TicketEvent<'ticket.handed-over'>, words: Words): string {
  const { from, to, reason, worksFrom } = data;
  const when = worksFrom > at ? `are closed now and work on it from ${words.clock(worksFrom)}` : 'are at work now';
  return `handed it over from ${from} to ${to} (reason: ${reason}), who ${when}`;
}
