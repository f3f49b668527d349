import { after, type Instant } from '../../src/domain/calendar/instant.ts';
import type { Command } from '../../src/domain/ticket/commands/command.ts';
import { decide, type Decision } from '../../src/domain/ticket/decide.ts';
import { storePending } from '../../src/store/conversation.ts';
import { recordJournal } from '../../src/store/record-journal.ts';
import { findTicket } from '../../src/store/tickets.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';
import { GIVEN } from './support/given.ts';

/** A workflow task can fail after its events were recorded; run again, it may decide other events under the same numbers. */
describe('a workflow task that is lived twice', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld({ runs: { continueAfterEvents: 20 } });
  });
  afterAll(() => world.end());

  test('leaves what it did the second time', async () => {
    const { store, people, dependencies } = world;
    const id = await GIVEN.acknowledged(people);
    const { state } = (await findTicket(store, id))!;
    const writing = async (who: Person, messageId: string): Promise<Decision> => {
      await storePending(store, { id: messageId, ticketId: id, author: who, visibility: 'public', body: messageId });
      const data = { messageId, visibility: 'public' as const, asksCustomer: false };
      const command: Command<'addMessage'> = { name: 'addMessage', actor: who, takenAt: await world.now(), data };
      const verdict = decide(state, command, await world.now(), { terms: dependencies.current.terms, hours: [] });
      if (!('type' in verdict) || verdict.type !== 'decided') throw new Error('the message was not accepted');
      return verdict;
    };
    const { policy } = dependencies.current;
    const record = ({ ticket, events }: Decision, commandId: string, runId: string, decidedAt: Instant) =>
      recordJournal(store, policy, {
        ticket,
        events,
        commands: { [commandId]: ticket.seq },
        runId,
        decidedAt,
        generation: 0,
      });
    const types = async () => (await people.journal(id)).map(({ type }) => type);
    const before = await types();

    const first = await writing(ADA, 'from-ada');
    const [earlier, later] = [await world.now(), after(await world.now(), 1_000)];
    const second = await writing(CARLA, 'from-carla');
    expect(await record(first, 'ada-writes', 'run', earlier)).toBe(true);
    expect(await record(first, 'ada-writes', 'run', earlier)).toBe(false);
    expect(await record(second, 'carla-writes', 'run', later)).toBe(true);
    expect(await record(second, 'carla-writes', 'run', later)).toBe(false);
    // Whoever slept through it, and whoever began from an old state of the ticket, changes nothing any more.
    expect(await record(first, 'ada-writes', 'run', earlier)).toBe(false);
    await expect(record(first, 'ada-writes', 'another run', after(later, 1_000))).rejects.toThrow('another run');

    expect(await types()).toEqual([...before, ...second.events.map(({ type }) => type)]);
    expect((await people.conversation(id)).map(({ body }) => body)).toContain('from-carla');
    expect((await people.conversation(id)).map(({ body }) => body)).not.toContain('from-ada');
    expect((await findTicket(store, id))!.state).toEqual(second.ticket);
    const commands = await store.selectFrom('commands').where('ticket_id', '=', id).select('command_id').execute();
    expect(commands).toEqual([{ command_id: 'carla-writes' }]);
    const ada = await store.selectFrom('messages').where('id', '=', 'from-ada').select(['seq', 'at']).execute();
    expect(ada).toEqual([{ seq: null, at: null }]);
  });

  test('a text that is not known stands in for itself once, however often its task is lived', async () => {
    const { store, people, dependencies } = world;
    const id = await GIVEN.acknowledged(people);
    const { state } = (await findTicket(store, id))!;
    const { policy, terms } = dependencies.current;
    const relive = async (decidedAt: string) => {
      const data = { messageId: 'never-stored', visibility: 'public' as const, asksCustomer: false };
      const command: Command<'addMessage'> = { name: 'addMessage', actor: ADA, takenAt: decidedAt, data };
      const verdict = decide(state, command, decidedAt, { terms, hours: [] });
      if (!('type' in verdict) || verdict.type !== 'decided') throw new Error('the message was not accepted');
      const { ticket, events } = verdict;
      return recordJournal(store, policy, {
        ticket,
        events,
        commands: {},
        runId: 'this-run',
        decidedAt,
        generation: 0,
      });
    };
    const now = Date.parse(await world.now());
    expect(await relive(new Date(now).toISOString())).toBe(true);
    expect(await relive(new Date(now + 1).toISOString())).toBe(true);
    const written = (await people.conversation(id)).filter(({ author }) => author.role === 'agent');
    expect(written.map(({ body }) => body)).toEqual(['[the text of this message is not known]']);
  });

  test('loses nothing that was answered: messages in a ticket that continues as new again and again', async () => {
    const { people } = world;
    for (const visibility of ['public', 'internal', 'public']) {
      const id = await GIVEN.acknowledged(people);
      const said: string[] = [];
      for (let turn = 0; turn < 8; turn++) {
        const writers = turn % 2 === 0 ? [ADA] : [ADA, CARLA, { ...ADA, id: 'abel', name: 'Abel' }];
        const written = await Promise.all(
          writers.map((who) => people.write(who, id, who.role === 'customer' ? {} : { visibility })),
        );
        said.push(...written.map((message) => message.id));
      }
      const conversation = await people.conversation(id);
      expect(conversation.map((message) => message.id)).toEqual(expect.arrayContaining(said));
      const journal = await people.journal(id);
      expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_event, index) => index + 1));
      const added = journal.filter(({ type }) => type === 'message.added').map(({ data }) => data['messageId']);
      expect(added.slice(1).sort()).toEqual(said.sort());
    }
  });
});
