import { anAcknowledgedTicket } from '../support/story.ts';
import { when } from '../support/when.ts';

const asked = anAcknowledgedTicket().agent.consults('datacentre', 'question-1');

test('a question is an internal note, and leaves the ticket where it is', () => {
  expect(asked.ticket).toMatchObject({ team: 'support', phase: 'review', assignee: null });
  const note = asked.all('message.added').at(-1);
  expect(note?.data).toMatchObject({ visibility: 'internal', author: 'agent' });
  expect(asked.ticket.consultations).toEqual([
    {
      id: 'question-1',
      askedAt: asked.now,
      askedBy: 'agent-1',
      team: 'datacentre',
      questionId: note?.data.messageId,
      answeredAt: null,
      answeredBy: null,
      answerId: null,
    },
  ]);
});

test('the answer is owed within 30 minutes of the hours of the team that was asked', () => {
  expect(asked.promise('pick-up')).toMatchObject({ subject: 'question-1', dueAt: when('10:30', asked.now) });
  const evening = anAcknowledgedTicket({ at: '2026-06-08 16:45', serviceSite: 'pl-waw' }).agent.consults('datacentre');
  expect(evening.promise('pick-up').dueAt).toBe(when('Tue 08:15', evening.now));
});

test('the answer is an internal note, and keeps it', () => {
  const answered = asked.later('20m').technician.answers();
  expect(answered.all('message.added').at(-1)?.data.visibility).toBe('internal');
  expect(answered.ticket.consultations[0]).toMatchObject({ answeredAt: answered.now, answeredBy: 'technician-1' });
  expect(answered.promise('pick-up').state).toBe('kept');
});

test('only the team that was asked may answer, or a manager', () => {
  expect(asked.tries.agent.answers()).toBe('not-consulted-team');
  expect(asked.tries.biller.answers()).toBe('not-consulted-team');
  expect(asked.tries.customer.answers()).toBe('not-consulted-team');
  expect(asked.tries.manager.answers()).toBe('allowed');
});

test('the team that was asked may do nothing else', () => {
  expect(asked.allowed('technician')).toEqual(['answerConsultation']);
  expect(asked.technician.answers().allowed('technician')).toEqual([]);
});

test('nothing is answered twice', () => {
  expect(asked.technician.answers().tries.technician.answers()).toBe('already-answered');
});

describe('two questions', () => {
  const both = asked.later('10m').agent.consults('billing', 'question-2');

  test('are owed two answers, each by its own team', () => {
    expect(both.promises('pick-up').map(({ subject, state }) => [subject, state])).toEqual([
      ['question-1', 'running'],
      ['question-2', 'running'],
    ]);
    expect(both.tries.biller.answers('question-1')).toBe('not-consulted-team');
    expect(both.tries.technician.answers('question-2')).toBe('not-consulted-team');
  });

  test('are settled one by one', () => {
    const one = both.biller.answers('question-2');
    expect(one.promises('pick-up').map(({ state }) => state)).toEqual(['running', 'kept']);
    expect(one.tries.technician.answers('question-1')).toBe('allowed');
  });

  test('to one team are answered one by one, too', () => {
    const twice = asked.agent.consults('datacentre', 'question-2').technician.answers('question-2');
    expect(twice.tries.technician.answers('question-2')).toBe('already-answered');
    expect(twice.tries.technician.answers('question-1')).toBe('allowed');
  });
});

test('an answer to a question is no pick-up of the ticket, nor the other way round', () => {
  const story = anAcknowledgedTicket().agent.forwards('sysadmins').sysadmin.consults('billing');
  const ofTicket = (one: typeof story) => one.promises('pick-up').map(({ state }) => state);
  expect(ofTicket(story.biller.answers())).toEqual(['running', 'kept']);
  expect(ofTicket(story.sysadmin.takes())).toEqual(['kept', 'running']);
});

test('the answer may come after the resolution, but not after closing', () => {
  const resolved = asked.agent.resolves();
  expect(resolved.promise('pick-up').state).toBe('withdrawn');
  expect(resolved.technician.answers().ticket.consultations[0]?.answeredBy).toBe('technician-1');
  expect(resolved.customer.confirms().tries.technician.answers()).toBe('ticket-closed');
});

test('what is sent besides with an answer is not journalled', () => {
  const { ticket, now } = asked;
  const data = { consultationId: 'question-1', messageId: 'm', ['\u0000k']: 1 };
  const verdict = asked.ask({
    name: 'answerConsultation',
    actor: { id: 'technician-1', role: 'agent', teams: ['datacentre'] },
    takenAt: now,
    data,
  });
  if (verdict.type !== 'decided') throw new Error('refused');
  const answered = verdict.events.find(({ type }) => type === 'consultation.answered');
  expect(answered?.data).toEqual({ consultationId: 'question-1', messageId: 'm' });
  expect(verdict.ticket.seq).toBeGreaterThan(ticket.seq);
});
