import { allHandlersFinished, condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import type { Phase } from '../domain/ticket/phases.ts';
import { keepDeadlines } from './deadline-timer.ts';
import { deliverMessages } from './deliveries.ts';
import { LiveTicket } from './live-ticket.ts';
import { hasUntold, tellManagement } from './notices.ts';
import { receiveMessages } from './receive-messages.ts';
import type { LivePhase } from './phases/departure.ts';
import { forward } from './phases/forward.ts';
import { resolve } from './phases/resolve.ts';
import { review } from './phases/review.ts';
import { specialist } from './phases/specialist.ts';
import { submit } from './phases/submit.ts';
import { SignalQueue } from './signal-queue.ts';
import type { TicketEnd, TicketRun } from './ticket-run.ts';

const PHASES: { [P in Phase]: LivePhase<P> } = { submit, review, forward, specialist, resolve };

/** The life of one ticket: five phases, beside which its deadlines, journal, deliveries, notices and signals are looked after. */
export async function ticketWorkflow(run: TicketRun): Promise<TicketEnd> {
  const live = new LiveTicket(run);
  const signals = new SignalQueue();
  receiveMessages(live, signals);
  const loops = [
    live.journal.run(),
    keepDeadlines(live),
    deliverMessages(live, run.terms.deliveriesSettleWithin),
    signals.run(live),
    tellManagement(live, run.terms.deliveriesSettleWithin),
  ];
  const isQuiet = () =>
    allHandlersFinished() &&
    live.journal.isFlushed &&
    signals.isEmpty &&
    live.ticket.undelivered.length === 0 &&
    !hasUntold(live);

  for (;;) {
    await Promise.race([...loops, livePhases(live), condition(() => wantsNewRun(run))]);
    // Ending with an open update would fail it, and ending with a delivery under way would abandon it. Looked at once more
    // after the wait, and with no await from there to the end: what happens in between would miss the journal.
    while (!isQuiet()) await Promise.race([...loops, condition(isQuiet)]);
    if (live.isClosed) return { outcome: live.ticket.outcome, seq: live.ticket.seq };
    if (wantsNewRun(run)) await continueAsNew<typeof ticketWorkflow>(live.nextRun);
  }
}

/** How long a closed ticket waits for the message that it was started for. */
const REOPENED_WITHIN = '1m';

async function livePhases(live: LiveTicket): Promise<void> {
  // The message that a closed ticket is started for may be refused after all: nobody else would end the run.
  if (live.isClosed && !(await condition(() => !live.isClosed, REOPENED_WITHIN))) return;
  let phase: Phase | 'closed' = live.takeUpStory();
  while (phase !== 'closed') phase = await PHASES[phase](live);
}

/** A history must not grow without end: the server says when, or our own bound does where a server never says. */
function wantsNewRun({ continueAfterEvents }: TicketRun): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || historyLength >= continueAfterEvents;
}
