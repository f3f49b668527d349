import { text } from 'node:stream/consumers';
import type { TicketView } from '../../api/schemas/ticket.ts';
import type { Instant } from '../../domain/calendar/instant.ts';
import { belongsTo } from '../../domain/ticket/actor.ts';
import { decideApprovalSignal } from '../../workflows/messages.ts';
import { workflowIdOf } from '../../workflows/ticket-run.ts';
import type { Action, ActionName } from '../story/actions.ts';
import type { When } from '../story/when.ts';
import { eventually } from '../world/eventually.ts';
import type { Answer } from '../world/http-people.ts';
import type { Person } from '../world/person.ts';
import type { Stage } from './stage.ts';
import { answerMail, requestByMail } from './mail-acts.ts';

/** Who acts, where, and on which ticket. */
export interface Acting {
  stage: Stage;
  /** As the story calls them. */
  name: string;
  who: Person;
  /** What the story calls the ticket; `null`: the newest. */
  ticketName: string | null;
  instantOf(when: When): Promise<Instant>;
}

type Said<N extends ActionName> = Extract<Action, { name: N }>['data'];
type Act<N extends ActionName> = (acting: Acting, data: Said<N>) => Promise<Answer | null>;

/** What each action of a story is over HTTP, by mail, or by signal. `null`: done, without an answer that could refuse it. */
export const ACTS: { [N in Exclude<ActionName, 'fault'>]: Act<N> } = {
  submit: async (acting, { channel, ...request }) => {
    const { stage, who, name, ticketName } = acting;
    const customer = stage.actor(name);
    const known =
      customer.role === 'customer'
        ? { locale: customer.locale, timeZone: customer.zone, country: customer.country }
        : {};
    const into = (id: string) => stage.add({ name: ticketName, id, customer: who, byMail: channel === 'email' });
    if (channel === 'email') {
      into(await requestByMail(stage.world, who, request));
      return null;
    }
    const answer = await post<TicketView>(acting, '/v1/tickets', { channel, ...request, ...known });
    if (answer.status === 201) into(answer.body.id);
    return answer;
  },
  write: async (acting, body) => {
    const { stage, ticketName, who } = acting;
    const ticket = stage.ticket(ticketName);
    if (ticket.byMail) {
      const taken = await answerMail(stage.world, who, (await ticketOf(acting)).number, body);
      if (taken === null) throw new Error('the mail was not taken as an answer');
      if (taken !== ticket.id) stage.goOn(ticket, taken);
      return null;
    }
    return writeToTicket(acting, body);
  },
  reply: (acting, body) => step(acting, 'messages', { body }),
  ask: (acting, body) => step(acting, 'messages', { body, asksCustomer: true }),
  note: (acting, body) => step(acting, 'messages', { body, visibility: 'internal' }),
  take: (acting) => step(acting, 'take', {}),
  release: (acting) => step(acting, 'release', {}),
  assign: (acting, name) => step(acting, 'assignment', { assignee: acting.stage.person(name).id }),
  review: (acting, { kind, forward }) => step(acting, 'review', forward === undefined ? { kind } : { kind, forward }),
  forward: (acting, data) => step(acting, 'forward', data),
  consult: (acting, data) => step(acting, 'consultations', data),
  answer: async (acting, answer) => {
    const { consultations } = await ticketOf(acting);
    const theirs = consultations.filter(({ team }) => belongsTo(acting.who, team));
    const asked = theirs.find(({ answeredAt }) => answeredAt === null) ?? theirs.at(-1) ?? consultations.at(-1);
    return step(acting, `consultations/${asked?.id ?? 'none'}/answer`, { answer });
  },
  estimate: async (acting, { ready, explanation }) =>
    step(acting, 'estimate', { readyBy: await acting.instantOf(ready), explanation }),
  askApproval: (acting, { amount, ...data }) =>
    step(acting, 'approvals', amount === undefined ? data : { ...data, amount }),
  withdrawApproval: async (acting) => step(acting, `approvals/${await lastApproval(acting)}/withdrawal`, {}),
  decide: async (acting, { via, forCustomer, ...data }) => {
    const approvalId = await lastApproval(acting);
    const said = { ...data, commentForCustomer: forCustomer };
    if (via === 'signal') return decideBySignal(acting, approvalId, said);
    let answer: Answer | undefined;
    const taken = await untilDecided(acting, approvalId, said.decision, async () => {
      answer = await step(acting, `approvals/${approvalId}/decision`, said);
      // Sent, and not taken yet.
      return answer.status === 202 && !acting.stage.isWorkerAway;
    });
    return taken ?? answer ?? null;
  },
  resolve: (acting, { summary, details }) =>
    step(acting, 'resolution', details === undefined ? { summary } : { summary, details }),
  confirm: (acting, comment) => step(acting, 'confirmation', { solved: true, ...worded('comment', comment) }),
  contradict: (acting, comment) => step(acting, 'confirmation', { solved: false, ...worded('comment', comment) }),
  withdraw: (acting, reason) => step(acting, 'withdrawal', worded('reason', reason)),
  reopen: async (acting, body) => {
    const { status } = await ticketOf(acting);
    if (status !== 'closed') throw new Error(`reopen is for closed tickets, and this one is ${status}: use write`);
    return writeToTicket(acting, body);
  },
  watch: async (acting) => {
    const { stage, who, name, ticketName } = acting;
    const { id } = stage.ticket(ticketName);
    const authorization = `Bearer ${await stage.world.tokens.of(who)}`;
    const url = `/v1/tickets/${id}/live`;
    const response = await stage.world.app.inject({ url, headers: { authorization }, payloadAsStream: true });
    const stream = response.stream();
    if (response.statusCode !== 200) {
      return { status: response.statusCode, headers: {}, body: JSON.parse(await text(stream)) as Answer['body'] };
    }
    stream.resume();
    stage.watching.set(`${name} ${id}`, () => {
      response.raw.res.destroy();
    });
    return null;
  },
  leave: async ({ stage, name, ticketName }) => {
    const key = `${name} ${stage.ticket(ticketName).id}`;
    const stop = stage.watching.get(key);
    if (stop === undefined) throw new Error(`${name} does not watch this ticket`);
    stop();
    stage.watching.delete(key);
    return null;
  },
};

const worded = (key: string, text: string | null): object => (text === null ? {} : { [key]: text });

const post = <T = Record<string, unknown>>({ stage, who }: Acting, url: string, body: object): Promise<Answer<T>> =>
  // Who is told to come again later would come in vain: no time passes until then.
  stage.world.people.persist<T>(who, url, body, stage.isWorkerAway ? 1 : undefined);

const step = (acting: Acting, path: string, body: object): Promise<Answer> =>
  post(acting, `/v1/tickets/${acting.stage.ticket(acting.ticketName).id}/${path}`, body);

async function ticketOf({ stage, who, ticketName }: Acting): Promise<TicketView> {
  const { id } = stage.ticket(ticketName);
  const { body } = await stage.world.people.send<TicketView>(who, 'GET', `/v1/tickets/${id}`);
  return body;
}

/** A word to a ticket that closed long ago begins a new one, which is the story's newest from then on. */
async function writeToTicket(acting: Acting, body: string): Promise<Answer> {
  const { stage, who, ticketName } = acting;
  const ticket = stage.ticket(ticketName);
  const answer = await step(acting, 'messages', { body });
  const messageId = (answer.body as { id?: string }).id;
  if (answer.status !== 201 || messageId === undefined) return answer;
  const { body: own } = await stage.world.people.send<{ items: TicketView[] }>(who, 'GET', '/v1/tickets?limit=100');
  const next = own.items.find(
    ({ id, continues }) => continues === ticket.id && !stage.tickets.some((known) => known.id === id),
  );
  if (next !== undefined) stage.goOn(ticket, next.id);
  return answer;
}

async function lastApproval(acting: Acting): Promise<string> {
  const { approvals } = await ticketOf(acting);
  return approvals.at(-1)?.id ?? 'none';
}

/** As somebody with Temporal's command line does. */
async function decideBySignal(
  acting: Acting,
  approvalId: string,
  {
    comment,
    ...decision
  }: { decision: 'approve' | 'refuse'; comment?: string | undefined; commentForCustomer: boolean },
): Promise<Answer | null> {
  const { stage, who, ticketName } = acting;
  if (approvalId === 'none') throw new Error('management was not asked: there is nothing to decide');
  const { id } = stage.ticket(ticketName);
  return untilDecided(acting, approvalId, decision.decision, async () => {
    await stage.world.client.workflow.getHandle(workflowIdOf(id)).signal(decideApprovalSignal, {
      ...decision,
      ...(comment === undefined ? {} : { comment }),
      approvalId,
      by: who.id,
    });
    // It is taken once there is a worker again.
    return !stage.isWorkerAway;
  });
}

/**
 * Waits until the ticket has taken a decision.
 * @param send tells whether it is to be waited for
 * @returns why it may not stand; `null` when it does, or was not waited for
 */
async function untilDecided(
  acting: Acting,
  approvalId: string,
  decision: string,
  send: () => Promise<boolean>,
): Promise<Answer | null> {
  const decisions = async () =>
    (await ticketOf(acting)).approvals.find((one) => one.id === approvalId)?.decisions ?? [];
  const before = await decisions();
  // Nothing follows from what somebody says again.
  const isSaid = before.some((one) => one.standing && one.by === acting.who.id && one.decision === decision);
  if (!(await send()) || isSaid) return null;
  const taken = await eventually(async () => [await decisions()].find(({ length }) => length > before.length)).catch(
    () => {
      throw new Error('the decision was sent, and the ticket has not taken it');
    },
  );
  const { standing = true, refusal = null } = taken.at(-1) ?? {};
  return standing ? null : { status: 409, headers: {}, body: { code: refusal, detail: 'the decision may not stand' } };
}
