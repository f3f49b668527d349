import { COMMAND_NAMES } from '../../../src/domain/ticket/commands/steps.ts';
import type { CommandName } from '../../../src/domain/ticket/commands/command.ts';
import type { Name } from '../support/cast.ts';
import { aTicket, anAcknowledgedTicket, type Story } from '../support/story.ts';
import type { Voice } from '../support/voice.ts';

const atReview = anAcknowledgedTicket();
const taken = atReview.agent.takes();
const forwarded = taken.agent.reviewsAndForwards('complex', 'sysadmins');
const atSpecialist = forwarded.sysadmin.takes();
const resolved = atSpecialist.sysadmin.resolves();

/** Every phase and status in which a ticket can be, with a member of the team that holds it. */
const STATES: Record<string, [Story, holder: Name, other: Name]> = {
  submit: [aTicket(), 'agent', 'sysadmin'],
  review: [atReview, 'agent', 'sysadmin'],
  taken: [taken, 'colleague', 'sysadmin'],
  waiting: [taken.agent.asks(), 'agent', 'sysadmin'],
  forward: [forwarded, 'sysadmin', 'agent'],
  specialist: [atSpecialist, 'sysadmin', 'agent'],
  resolved: [resolved, 'sysadmin', 'agent'],
  closed: [resolved.customer.confirms(), 'sysadmin', 'agent'],
};

const SAYING: Record<CommandName, (voice: Voice<string>) => string> = {
  addMessage: (voice) => voice.replies(),
  takeTicket: (voice) => voice.takes(),
  releaseTicket: (voice) => voice.releases(),
  assignTicket: (voice) => voice.assigns('agent-9'),
  reviewTicket: (voice) => voice.reviews('simple'),
  forwardTicket: (voice) => voice.forwards('billing'),
  askConsultation: (voice) => voice.consults('billing'),
  answerConsultation: (voice) => voice.answers(),
  giveEstimate: (voice) => voice.estimates('Tue 10:00'),
  askApproval: (voice) => voice.asksApproval(),
  withdrawApproval: (voice) => voice.withdrawsApproval(),
  resolveTicket: (voice) => voice.resolves(),
  confirmResolution: (voice) => voice.confirms(),
  withdrawTicket: (voice) => voice.withdraws(),
};

const ok = 'allowed';
const [taker, none, phase] = ['already-taken', 'not-taken', 'wrong-phase'];
const [solved, open, shut] = ['ticket-resolved', 'not-resolved', 'ticket-closed'];
const dec = 'already-decided';
const [team, own, asked] = ['not-holding-team', 'not-your-ticket', 'not-consulted-team'];

/** What a member of the holding team hears, in each state. `taken` is asked by a colleague of the one who took it. */
// prettier-ignore
const HOLDER: Record<CommandName, string[]> = {
  //                  submit review taken  waiting forward specialist resolved closed
  addMessage:         [ok,   ok,    ok,    ok,     ok,     ok,        ok,      shut],
  takeTicket:         [ok,   ok,    taker, ok,     ok,     ok,        solved,  shut],
  releaseTicket:      [none, none,  ok,    ok,     none,   ok,        solved,  shut],
  assignTicket:       [ok,   ok,    ok,    ok,     ok,     ok,        solved,  shut],
  reviewTicket:       [ok,   ok,    ok,    ok,     phase,  phase,     solved,  shut],
  forwardTicket:      [ok,   ok,    ok,    ok,     ok,     ok,        solved,  shut],
  askConsultation:    [ok,   ok,    ok,    ok,     ok,     ok,        solved,  shut],
  answerConsultation: Array(8).fill(asked),
  giveEstimate:       [ok,   ok,    ok,    ok,     ok,     ok,        solved,  shut],
  askApproval:        [ok,   ok,    ok,    ok,     ok,     ok,        solved,  shut],
  withdrawApproval:   [dec,  dec,   dec,   dec,    dec,    dec,       dec,     shut],
  resolveTicket:      [ok,   ok,    ok,    ok,     ok,     ok,        solved,  shut],
  confirmResolution:  Array(8).fill(own),
  withdrawTicket:     Array(8).fill(own),
};

/** A manager is never of the wrong team; in these states somebody else has what is taken. */
// prettier-ignore
const MANAGER: Record<CommandName, string[]> = {
  ...HOLDER,
  //                  submit review taken  waiting forward specialist resolved closed
  takeTicket:         [ok,   ok,    taker, taker,  ok,     taker,     solved,  shut],
};

// prettier-ignore
const CUSTOMER: Record<CommandName, string[]> = {
  ...outsider(team),
  answerConsultation: Array(8).fill(asked),
  //                  submit review taken  waiting forward specialist resolved closed
  addMessage:         [ok,   ok,    ok,    ok,     ok,     ok,        ok,      ok],
  confirmResolution:  [open, open,  open,  open,   open,   open,      ok,      shut],
  withdrawTicket:     [ok,   ok,    ok,    ok,     ok,     ok,        ok,      shut],
};

const OTHER_TEAM = {
  ...outsider(team),
  ...always(asked, 'answerConsultation'),
  ...always(own, 'confirmResolution', 'withdrawTicket'),
};
const STRANGER = { ...OTHER_TEAM, ...always(own, 'addMessage') };

function outsider(code: string): Record<CommandName, string[]> {
  return always(code, ...COMMAND_NAMES) as Record<CommandName, string[]>;
}

function always(code: string, ...names: CommandName[]): Partial<Record<CommandName, string[]>> {
  return Object.fromEntries(names.map((name) => [name, Array<string>(8).fill(code)]));
}

const ROWS = Object.entries(STATES).flatMap(([state, [story, holder, other]], column) =>
  (
    [
      ['the holding team', holder, HOLDER],
      ['another team', other, OTHER_TEAM],
      ['a manager', 'manager', MANAGER],
      ['its customer', 'customer', CUSTOMER],
      ['another customer', 'stranger', STRANGER],
    ] as const
  ).map(([who, name, table]) => ({ who, state, story, name, table, column })),
);

describe.each(ROWS)('$who, in state $state', ({ story, name, table, column }) => {
  const expected = (command: CommandName) => (table as Record<CommandName, string[]>)[command][column];

  test.each(COMMAND_NAMES)('%s', (command) => {
    expect(SAYING[command](story.tries[name])).toBe(expected(command));
  });

  test('the steps that are offered are those that are allowed', () => {
    expect(story.allowed(name)).toEqual(COMMAND_NAMES.filter((command) => expected(command) === ok));
  });
});
