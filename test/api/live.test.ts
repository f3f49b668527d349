import type { LiveEvent } from '../support/world/live-client.ts';
import type { HttpPeople, JournalEvent } from '../support/world/people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, CARLA, CUNO, MONA, SIRI } from '../support/world/tokens.ts';
import { startApiProcess, type ApiProcess } from './support/api-process.ts';
import { GIVEN, settled } from './support/given.ts';
import { faultsOf, verdictOf } from './support/problems.ts';

describe('the live view', () => {
  let world: TimeSkippingWorld;
  let api: ApiProcess;
  let people: HttpPeople;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    api = await startApiProcess(world);
    people = api.people;
  });
  afterAll(async () => {
    await api.stop();
    await world.end();
  });

  /** A ticket's life, from its first review to its end. */
  const play = async (id: string) => {
    await people.write(ADA, id, { body: 'Nobody else needs to know.', visibility: 'internal' });
    await people.write(ADA, id, { body: 'Which invoice?', asksCustomer: true });
    await people.write(CARLA, id, { body: 'The one of May.' });
    await people.step(MONA, id, 'assignment', { assignee: 'abel' });
    await people.step(ADA, id, 'review', { kind: 'simple' });
    await people.step(ADA, id, 'resolution', { summary: 'The second charge was reversed.' });
    await people.step(CARLA, id, 'confirmation', { solved: true });
    await settled(people, id);
  };

  const watch = async (viewer: Person, id: string, given: { lastEventId?: string; until: JournalEvent[] }) => {
    const client = await api.watch(viewer, id, given.lastEventId);
    const last = given.until.at(-1)!.seq;
    const events = await client.until((all) => Number(all.at(-1)?.id) >= last);
    await client.leave();
    return events;
  };

  const asJournal = (events: LiveEvent[]) => events.map(({ data: { message: _message, ...event } }) => event);

  test('tells staff the whole journal, in order: what was, and what happens', async () => {
    const id = await GIVEN.acknowledged(people);
    const clients = await Promise.all([ADA, SIRI, MONA].map((viewer) => api.watch(viewer, id)));
    await play(id);
    const journal = await people.journal(id);
    for (const client of clients) {
      const events = await client.until((all) => all.length >= journal.length);
      expect(asJournal(events)).toEqual(journal);
      expect(events.map((event) => event.id)).toEqual(journal.map(({ seq }) => String(seq)));
      expect(events.map(({ event }) => event)).toEqual(journal.map(({ type }) => type));
      await client.leave();
    }
    expect(await watch(SIRI, id, { until: journal })).toEqual(clients[0]!.events);
  });

  test('carries the messages, so that nothing need be fetched', async () => {
    const id = await GIVEN.acknowledged(people);
    await play(id);
    const written = (await people.journal(id)).filter(({ type }) => type === 'message.composed');
    for (const viewer of [ADA, CARLA]) {
      const live = await watch(viewer, id, { until: written });
      expect(live.flatMap(({ data }) => data.message ?? [])).toEqual(await people.conversation(id, viewer));
    }
  });

  test('tells customers what concerns them, and nothing else', async () => {
    const id = await GIVEN.acknowledged(people);
    const client = await api.watch(CARLA, id);
    await play(id);
    const live = await client.until((all) => all.filter(({ event }) => event === 'message.composed').length === 3);
    await client.leave();
    const told = (type: string) => live.filter(({ event }) => event === type).map(({ data }) => data);

    const hidden = /^(promise\.warned|consultation\.|delivery\.|signal\.)/;
    const journal = (await people.journal(id)).filter(({ seq }) => seq <= live.at(-1)!.data.seq);
    const public_ = journal.filter(({ type, data }) => !hidden.test(type) && data['visibility'] !== 'internal');
    expect(live.map(({ id: seq, event }) => [seq, event])).toEqual(public_.map(({ seq, type }) => [String(seq), type]));

    const text = JSON.stringify(live);
    for (const secret of ['Nobody else', 'internal', 'rungs', 'mona', 'lateness']) expect(text).not.toContain(secret);
    expect(told('promise.made').map(({ data }) => Object.keys(data))).toContainEqual([
      'kind',
      'cycle',
      'madeAt',
      'dueAt',
    ]);
    expect(told('ticket.assigned')).toMatchObject([{ by: null, data: { assignee: 'abel', previous: 'ada' } }]);
    expect(told('ticket.taken')).toMatchObject([{ by: 'ada' }]);
    expect(told('message.added').map(({ by, message }) => [by, message?.body])).toEqual([
      ['carla', 'Why was I charged twice?'],
      [null, 'Which invoice?'],
      ['carla', 'The one of May.'],
      [null, 'The second charge was reversed.'],
    ]);
  });

  test('goes on after the event that the client has seen last', async () => {
    const id = await GIVEN.acknowledged(people);
    await play(id);
    const journal = await people.journal(id);
    const whole = await watch(ADA, id, { until: journal });
    for (const seen of [0, 1, 7, journal.length - 1]) {
      expect(await watch(ADA, id, { until: journal, lastEventId: String(seen) })).toEqual(whole.slice(seen));
    }
    const whoHasAll = await api.watch(ADA, id, String(journal.length));
    await people.write(CARLA, id, { body: 'It is back.' });
    const [next] = await whoHasAll.until((all) => all.length > 0);
    await whoHasAll.leave();
    expect(next!.id).toBe(String(journal.length + 1));
  });

  test('begins anew for whoever names an event that this journal never had', async () => {
    const id = await GIVEN.acknowledged(people);
    const journal = await people.journal(id);
    for (const lastEventId of ['9999', '1.1', `${journal.length + 1}`]) {
      const [first, ...events] = await watch(ADA, id, { until: journal, lastEventId });
      expect(first).toEqual({ id: '0', event: 'rewound', data: { seq: 0 } });
      expect(asJournal(events)).toEqual(journal);
    }
  });

  test('is a stream that nothing on the way keeps or waits for', async () => {
    const client = await api.watch(CARLA, await GIVEN.acknowledged(people), '');
    const { headers } = client.response;
    await client.until((all) => all.length > 0);
    await client.leave();
    expect(headers.get('content-type')).toMatch(/^text\/event-stream(;|$)/);
    expect([headers.get('cache-control'), headers.get('x-accel-buffering')]).toEqual(['no-store', 'no']);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each(['x', '-1', '1.', '.1', '1.1.1', '1e3', '12345678901', '1, 2'])(
    'refuses the Last-Event-ID %j',
    async (lastEventId) => {
      const id = await GIVEN.acknowledged(people);
      const headers = { 'last-event-id': lastEventId };
      const refused = await people.send(ADA, 'GET', `/v1/tickets/${id}/live`, undefined, headers);
      expect(verdictOf(refused)).toBe('400 invalid-request');
      expect(faultsOf(refused)).toEqual(['last-event-id']);
    },
  );

  test('refuses before it begins: nobody, a stranger, a ticket that is not there', async () => {
    const url = `/v1/tickets/${await GIVEN.acknowledged(people)}/live`;
    expect(verdictOf(await people.send(null, 'GET', url))).toBe('401 unauthenticated');
    expect(verdictOf(await people.send(CUNO, 'GET', url))).toBe('404 not-found');
    expect(verdictOf(await people.send(ADA, 'GET', '/v1/tickets/7/live'))).toBe('404 not-found');
    expect(verdictOf(await people.send(CARLA, 'GET', url, undefined, { 'last-event-id': 'x' }))).toBe(
      '400 invalid-request',
    );
  });

  test('is nothing for HEAD, which would leave it running', async () => {
    const { id } = await people.submit();
    const answer = await world.app.inject({
      method: 'HEAD',
      url: `/v1/tickets/${id}/live`,
      headers: { authorization: `Bearer ${await world.tokens.of(ADA)}` },
    });
    expect([answer.statusCode, answer.headers['allow']]).toEqual([405, 'GET']);
  });
});
