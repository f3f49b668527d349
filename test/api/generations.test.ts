import { setTimeout as sleep } from 'node:timers/promises';
import { instantOf, type Instant } from '../../src/domain/calendar/instant.ts';
import type { Command } from '../../src/domain/ticket/commands/command.ts';
import { decide } from '../../src/domain/ticket/decide.ts';
import { storePending } from '../../src/store/conversation.ts';
import { beginGeneration, findLiving } from '../../src/store/generations.ts';
import { recordJournal } from '../../src/store/record-journal.ts';
import { findTicket } from '../../src/store/tickets.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';
import { GIVEN } from './support/given.ts';

describe('a ticket whose runs are replaced', () => {
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
    return (runId: string, generation: number, decidedAt: Instant = takenAt) =>
      recordJournal(store, policy, { ...verdict, commands: {}, runId, generation, decidedAt });
  };

  test('is recorded by the new generation only: by its first run, and by whichever revives it', async () => {
    const { store, people } = world;
    const id = await GIVEN.acknowledged(people);
    const before = await people.journal(id);
    const record = await writing(id);
    await beginGeneration(store, id, async (ticket) => ticket.generation === 1);
    await expect(record('old', 0)).rejects.toThrow('has taken the place of old');
    expect(await people.journal(id)).toEqual(before);
    expect(await record('new', 1)).toBe(true);
    // That run is lost, too; the next starts from the record and belongs to the same generation.
    const revived = await writing(id);
    await expect(revived('old', 0)).rejects.toThrow('has taken the place of old');
    expect(await revived('revived', 1)).toBe(true);
  });

  test('waits with its recordings until the new run is there', async () => {
    const { store, people } = world;
    const id = await GIVEN.acknowledged(people);
    const record = await writing(id);
    let late: Promise<unknown> = Promise.resolve();
    let isOver = false;
    await beginGeneration(store, id, async () => {
      late = record('old', 0).catch((error: unknown) => (error as Error).name);
      void late.finally(() => (isOver = true));
      await sleep(300);
      expect(isOver).toBe(false);
      return true;
    });
    expect(await late).toBe('SupersededRunError');
  });

  test('stays with the old one where none was started', async () => {
    const { store, people } = world;
    const id = await GIVEN.acknowledged(people);
    const record = await writing(id);
    await beginGeneration(store, id, async () => false);
    await expect(beginGeneration(store, id, () => Promise.reject(new Error('the engine is away')))).rejects.toThrow();
    expect(await record('old', 0)).toBe(true);
  });

  test('is found while it is open or has just closed', async () => {
    const { store, people } = world;
    const id = await GIVEN.acknowledged(people);
    expect(await findLiving(store)).toContainEqual({ id });
    await people.step(CARLA, id, 'withdrawal');
    expect(await findLiving(store)).toContainEqual({ id });
    await store
      .updateTable('tickets')
      .set({ closed_at: new Date('2020-01-01') })
      .where('id', '=', id)
      .execute();
    expect(await findLiving(store)).not.toContainEqual({ id });
  });
});
