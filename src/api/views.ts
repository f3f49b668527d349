import type { Selectable } from 'kysely';
import { isStaff, SYSTEM } from '../domain/ticket/actor.ts';
import { isQuestion, type TicketPromise } from '../domain/promises/promise.ts';
import type { ShownMessage } from '../store/journal-page.ts';
import type { Store } from '../store/connect.ts';
import type { JournalRow } from '../store/schema.ts';
import { nextDueAt } from '../store/ticket-columns.ts';
import type { StoredTicket } from '../store/tickets.ts';
import type { Principal } from './auth/principal.ts';
import { approvalWords, viewApproval, type ApprovalWords } from './view-approval.ts';
import { allowedSteps } from './steps/steps.ts';
import type { MessageView } from './schemas/conversation.ts';
import type { TicketView } from './schemas/ticket.ts';

/** Tickets as `viewer` may see them. */
export async function viewTickets(store: Store, rows: StoredTicket[], viewer: Principal): Promise<TicketView[]> {
  const words = await approvalWords(store, rows, viewer);
  return rows.map((row) => viewWith(words, row, viewer));
}

export async function viewTicket(store: Store, row: StoredTicket, viewer: Principal): Promise<TicketView> {
  return viewWith(await approvalWords(store, [row], viewer), row, viewer);
}

/** With the texts of approvals at hand. Questions between teams are none of the customer's. */
export function viewWith(words: ApprovalWords, row: StoredTicket, viewer: Principal): TicketView {
  const { state } = row;
  const promises = isStaff(viewer) ? state.promises : state.promises.filter((promise) => !isQuestion(promise));
  return {
    id: row.id,
    number: row.number,
    phase: row.phase,
    status: row.status,
    team: row.team,
    assignee: row.assignee,
    kind: state.kind,
    channel: state.channel,
    subject: row.subject,
    customer: row.customer,
    topic: row.topic,
    service: row.service,
    promises: promises.map(viewPromise),
    handOvers: state.handOvers.map(({ at, by, from, to, reason, worksFrom }) => ({
      at,
      by,
      from,
      to,
      reason,
      worksFrom,
    })),
    consultations: isStaff(viewer) ? state.consultations : [],
    approvals: state.approvals.map((approval) => viewApproval(approval, viewer, words)),
    estimate: state.estimate,
    outcome: state.outcome,
    submittedAt: state.submittedAt,
    closedAt: state.closedAt,
    nextDueAt: nextDueAt({ promises, phase: state.phase }),
    followUpSince: state.followUpSince,
    waitingSince: state.waiting?.since ?? null,
    continues: row.continues,
    locale: row.locale,
    timeZone: row.time_zone,
    country: row.country,
    allowedSteps: allowedSteps(state, viewer),
  };
}

const viewPromise = ({ kind, cycle, madeAt, dueAt, state, pause, settledAt, reestimated, dropped }: TicketPromise) => ({
  kind,
  cycle,
  madeAt,
  dueAt,
  state: state === 'running' && pause !== null ? ('paused' as const) : state,
  settledAt,
  reestimated,
  dropped: dropped === true,
});

export const viewMessage = (row: ShownMessage): MessageView => ({
  id: row.id,
  at: row.at.toISOString(),
  author: { role: row.author_role, name: row.author_name },
  visibility: row.visibility,
  automatic: row.author_role === SYSTEM,
  body: row.body,
  attachments: row.attachments.map(({ id, file_name, content_type, size, sha256, refused }) => ({
    id,
    fileName: file_name,
    contentType: content_type,
    size,
    sha256,
    refused,
  })),
  folded: row.folded,
});

export const viewEvent = ({
  seq,
  at,
  type,
  by,
  link,
  data,
}: Omit<Selectable<JournalRow>, 'ticket_id' | 'run_id' | 'recorded_at'>) => ({
  seq,
  at: at.toISOString(),
  type,
  by,
  ...(link === null ? {} : { link }),
  data: data as Record<string, unknown>,
});
