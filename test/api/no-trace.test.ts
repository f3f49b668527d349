import { setTimeout as sleep } from 'node:timers/promises';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ABEL, ADA, CARLA, CUNO, SIRI } from '../support/world/tokens.ts';
import { after, HOUR, instantOf } from '../../src/domain/calendar/instant.ts';
import { GIVEN, HAND_OVER, type Given } from './support/given.ts';
import { verdictOf } from './support/problems.ts';
import { tracesIn } from './support/traces.ts';

const SECRET = 'These words must not stay anywhere.';
const inHours = (hours: number) => after(instantOf(Date.now()), hours * HOUR);
type Case = [given: Given, who: Person, path: string, body: object, verdict: string];

// prettier-ignore
const REFUSED: Case[] = [
  ['acknowledged', CARLA, 'confirmation', { solved: true, comment: SECRET },   '409 not-resolved'],
  ['acknowledged', SIRI,  'messages',     { body: SECRET },                    '403 not-holding-team'],
  ['acknowledged', SIRI,  'messages',     { body: SECRET, visibility: 'internal' }, '403 not-holding-team'],
  ['acknowledged', SIRI,  'resolution',   { summary: SECRET },                 '403 not-holding-team'],
  ['acknowledged', CUNO,  'messages',     { body: SECRET },                    '404 not-found'],
  ['acknowledged', CARLA, 'messages',     { body: SECRET, visibility: 'internal' }, '403 forbidden'],
  ['acknowledged', CARLA, 'messages',     { body: SECRET, asksCustomer: true },'403 forbidden'],
  ['acknowledged', CARLA, 'messages',     { body: SECRET, colour: 'red' },     '400 invalid-request'],
  ['acknowledged', ADA,   'forward',      { ...HAND_OVER, explanation: SECRET, team: 'support' }, '409 same-team'],
  ['acknowledged', ADA,   'forward',      { ...HAND_OVER, explanation: SECRET, team: 'nobody' }, '400 unknown-team'],
  ['handedOver',   ADA,   'forward',      { ...HAND_OVER, explanation: SECRET, team: 'billing' }, '403 not-holding-team'],
  ['acknowledged', ADA,   'review',       { kind: 'simple', forward: { ...HAND_OVER, explanation: SECRET, team: 'support' } }, '409 same-team'],
  ['acknowledged', ADA,   'consultations',{ team: 'support', question: SECRET }, '409 same-team'],
  ['acknowledged', ADA,   'estimate',     { readyBy: '2020-01-01T00:00:00Z', explanation: SECRET }, '400 instant-in-the-past'],
  ['acknowledged', SIRI,  'estimate',     { readyBy: inHours(5), explanation: SECRET }, '403 not-holding-team'],
  ['taken',        ABEL,  'take',         {},                                  '409 already-taken'],
  ['resolved',     ADA,   'resolution',   { summary: SECRET },                 '409 ticket-resolved'],
  ['resolved',     ADA,   'messages',     { body: SECRET, asksCustomer: true },'409 ticket-resolved'],
  ['closed',       ADA,   'messages',     { body: SECRET },                    '409 ticket-closed'],
  ['closed',       CARLA, 'withdrawal',   { reason: SECRET },                  '409 ticket-closed'],
];

describe('a refused command leaves no trace', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  test.each(REFUSED)('%s: %j to %s', async (given, who, path, body, verdict) => {
    const id = await GIVEN[given](world.people);
    const before = await tracesIn(world.store);
    const key = { 'idempotency-key': `refused-${id}` };
    const refused = await world.people.send(who, 'POST', `/v1/tickets/${id}/${path}`, body, key);
    expect(verdictOf(refused)).toBe(verdict);
    // Recording goes on beside the answer: what is not there yet may still come.
    await sleep(100);
    expect(await tracesIn(world.store)).toEqual(before);
    expect(JSON.stringify(await world.people.conversation(id))).not.toContain(SECRET);
  });

  test('a request that is not understood makes no ticket, and keeps no key', async () => {
    const before = await tracesIn(world.store);
    const body = {
      channel: 'ticket',
      subject: SECRET,
      body: SECRET,
      service: { kind: 'vps', id: '1', site: 'atlantis' },
    };
    const refused = await world.people.send(CARLA, 'POST', '/v1/tickets', body, { 'idempotency-key': 'k' });
    expect(verdictOf(refused)).toBe('400 invalid-request');
    expect(await tracesIn(world.store)).toEqual(before);
  });
});
