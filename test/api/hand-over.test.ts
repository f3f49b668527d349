import { sql } from 'kysely';
import { instantOf, type Instant } from '../../src/domain/calendar/instant.ts';
import type { Command } from '../../src/domain/ticket/commands/command.ts';
import { decide } from '../../src/domain/ticket/decide.ts';
import { storePending } from '../../src/store/conversation.ts';
import { findLiving, handTicketOver } from '../../src/store/hand-over.ts';
import { recordJournal } from '../../src/store/record-journal.ts';
import { findTicket } from '../../src/store/tickets.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';
import { GIVEN } from './support/given.ts';

describe('a ticket that is handed to a new run', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  /** Somebody's message, as a run of the workflow would record it. */
  const writing = async (id: string) => {
    const { store, dependencies } = world;
    const { policy, terms } = dependencies.current;
    const { state } = (await findTicket(store, id))!;
    const takenAt = instantOf(Date.parse(state.submittedAt) + 60_000);
    const messageId = `message-${state.seq}`;
    await storePending(store, { id: messageId, ticketId: id, author: ADA, visibility: 'public', body: messageId });
    const data = { messageId, visibility: 'public' as const, asksCustomer: false };
    const command: Command<'addMessage'> = { name: 'addMessage', actor: ADA, takenAt, data };
    const verdict = decide(state, command, takenAt, { terms, hours: [] });
    if (!('type' in verdict) || verdict.type !== 'decided') throw new Error('the message was not accepted');
    return (runId: string, decidedAt: Instant = takenAt) =>
      recordJournal(store, policy, { ...verdict, commands: {}, runId, decidedAt });
  };

  test('is recorded by that run only, before its first recording and after', async () => {
    const { store, people } = world;
    const id = await GIVEN.acknowledged(people);
    const before = await people.journal(id);
    const record = await writing(id);
    await handTicketOver(store, id, async () => 'new');
    await expect(record('old')).rejects.toThrow('was handed to another run');
    expect(await people.journal(id)).toEqual(before);
    expect(await record('new')).toBe(true);
    await expect((await writing(id))('new')).resolves.toBe(true);
  });

  test('waits with its recordings until the new run is there', async () => {
    const { store, people } = world;
    const id = await GIVEN.acknowledged(people);
    const record = await writing(id);
    let late: Promise<unknown> = Promise.resolve();
    await handTicketOver(store, id, async () => {
      late = record('old').catch((error: unknown) => (error as Error).name);
      return 'new';
    });
    expect(await late).toBe('SealedJournalError');
  });

  test('stays with the old one where none was started', async () => {
    const { store, people } = world;
    const id = await GIVEN.acknowledged(people);
    const record = await writing(id);
    await handTicketOver(store, id, async () => null);
    await expect(handTicketOver(store, id, () => Promise.reject(new Error('the engine is away')))).rejects.toThrow();
    expect(await record('old')).toBe(true);
  });

  test('is found while it is open or has just closed', async () => {
    const { store, people } = world;
    const id = await GIVEN.acknowledged(people);
    expect(await findLiving(store)).toContainEqual({ id });
    await people.step(CARLA, id, 'withdrawal');
    expect(await findLiving(store)).toContainEqual({ id });
    await sql`update tickets set state = jsonb_set(state, '{closedAt}', '"2020-01-01T00:00:00.000Z"') where id = ${id}`.execute(
      store,
    );
    expect(await findLiving(store)).not.toContainEqual({ id });
  });
});
