import type { Played } from '../../../src/scenarios/played.ts';
import type { TicketRecord } from '../../../src/scenarios/play/record.ts';
import { toldOf } from '../../timeline/told.ts';
import type { Story } from '../../domain/support/story.ts';

const NO_TIME = { customerMs: 0, approvalMs: 0, closedHoursMs: 0, totalMs: 0, teams: {} };

/** A ticket's life that the rules themselves played, as a story's runner reads it. */
export function recordOf(story: Story, bodies: Record<string, string> = {}): TicketRecord {
  const { ticket, messages } = toldOf(story, bodies);
  const time = { ...NO_TIME, submittedAt: ticket.submittedAt, until: story.now };
  return { ticket, events: story.events, messages: [...messages], told: [], mails: [], creditNotes: [], time };
}

/** What became of a story of one ticket; what a test is about, it says. */
export function playedOf(life: Story, said: Partial<Played> = {}): Played {
  const record = recordOf(life);
  return {
    file: 'scenarios/a-story.yaml',
    name: 'A story',
    cites: ['P1', 'P3'],
    zone: 'Europe/Berlin',
    tolerance: 2_000,
    startedAt: record.ticket.submittedAt,
    endedAt: life.now,
    tookMs: 1_234,
    expectations: 3,
    failures: [],
    tickets: [{ name: 'first', record }],
    names: { 'customer-1': 'Carla', 'agent-1': 'Ada', 'sysadmin-1': 'Siri' },
    ...said,
  };
}
