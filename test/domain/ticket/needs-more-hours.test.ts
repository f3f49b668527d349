import { NeedsMoreHours } from '../../../src/domain/calendar/opening-hours.ts';
import { decide } from '../../../src/domain/ticket/decide.ts';
import type { Command } from '../../../src/domain/ticket/commands/command.ts';
import { actorCalled } from '../support/cast.ts';
import { hoursOf } from '../support/hours-library.ts';
import { terms } from '../support/shipped-policy.ts';
import { anAcknowledgedTicket } from '../support/story.ts';

const story = anAcknowledgedTicket();
const forward: Command = {
  name: 'forwardTicket',
  actor: actorCalled('agent'),
  takenAt: story.now,
  data: { team: 'sysadmins', reason: 'server', messageId: 'm' },
};
const key = { team: 'sysadmins', site: 'nl-ams' };

test('hours that are not known are asked for, and nothing is guessed', () => {
  const verdict = decide(story.ticket, forward, story.now, { terms, hours: [] });
  expect(verdict).toBeInstanceOf(NeedsMoreHours);
  expect(verdict).toMatchObject({ key, beyond: null });
});

test('known hours are used', () => {
  const hours = [hoursOf(key, story.now, story.later('35d').now)];
  expect(decide(story.ticket, forward, story.now, { terms, hours })).toMatchObject({ type: 'decided' });
});

test('hours that end too early are asked for further', () => {
  const short = {
    ...hoursOf(key, story.now, story.now),
    until: story.later('10m').now,
    openings: [{ opensAt: story.now, closesAt: story.later('10m').now }],
  };
  const verdict = decide(story.ticket, forward, story.now, { terms, hours: [short] });
  expect(verdict).toMatchObject({ key, beyond: expect.stringMatching(/Z$/) as string });
});

test('a team that never closes needs none', () => {
  const review: Command = { ...forward, name: 'reviewTicket', data: { kind: 'standard' } };
  expect(decide(story.ticket, review, story.now, { terms, hours: [] })).toMatchObject({ type: 'decided' });
});

test('but the end of its next day is known only with its hours', () => {
  const review: Command = { ...forward, name: 'reviewTicket', data: { kind: 'complex' } };
  expect(decide(story.ticket, review, story.now, { terms, hours: [] })).toMatchObject({
    key: { team: 'support', site: 'Europe/Berlin' },
  });
});

test('an unlawful command is refused before any hours are asked for', () => {
  const foreign = { ...forward, actor: actorCalled('biller') };
  expect(decide(story.ticket, foreign, story.now, { terms, hours: [] })).toMatchObject({ type: 'refused' });
});
