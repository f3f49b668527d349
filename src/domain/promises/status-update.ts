import type { Instant } from '../calendar/instant.ts';
import type { Draft } from '../ticket/draft.ts';
import { teamClock } from './clock.ts';
import { owe } from './owe.ts';
import { pauseAll } from './pause.ts';
import { isRunning } from './promise.ts';

/**
 * P4: once the kind is decided, the customer hears regularly how it goes: every hour (`simple`, `standard`) or two
 * (`complex`, `non-standard`) of the holding team's hours. Each public human message keeps the running one and makes the
 * next; a missed one is followed by the next from its due instant.
 */
export function oweStatusUpdate(draft: Draft, from: Instant = draft.now): void {
  const { kind, phase, waiting, promises } = draft.ticket;
  const runs = promises.some((promise) => promise.kind === 'status-update' && isRunning(promise));
  if (kind === null || phase === 'resolve' || runs) return;
  owe(draft, {
    kind: 'status-update',
    clock: teamClock(draft),
    from,
    due: { span: draft.terms.promises.statusUpdate[kind] },
  });
  if (waiting !== null) pauseAll(draft);
}

/** Due and nobody wrote: it is a miss, and the next one counts from there. */
export const statusUpdateMissed = (draft: Draft, dueAt: Instant): void => oweStatusUpdate(draft, dueAt);

/**
 * The customer gets an honest word all the same: once, however many updates fell due while the engine was away, and when
 * all of them are known, so that it names no instant that has passed.
 */
export function tellProgress(draft: Draft): void {
  const missed = draft.events.some(({ type, data }) => type === 'promise.missed' && data.kind === 'status-update');
  if (missed && draft.ticket.closedAt === null) draft.compose('progress', progressOf(draft));
}

/** Who has it, since when, and by when what comes next. */
function progressOf(draft: Draft) {
  const { team, assignee, heldSince, promises } = draft.ticket;
  const dueOf = (kind: 'status-update' | 'resolution') =>
    promises.find((promise) => promise.kind === kind && isRunning(promise))?.dueAt ?? null;
  return {
    team,
    assignee,
    heldSince,
    nextUpdateBy: dueOf('status-update'),
    resolutionBy: dueOf('resolution'),
  };
}
