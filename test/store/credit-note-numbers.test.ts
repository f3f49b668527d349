import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { createBookkeeping } from '../../src/activities/bookkeeping.ts';
import { createCarryOut } from '../../src/activities/carry-out.ts';
import type { ApprovedRequest } from '../../src/domain/grants/approved-request.ts';
import { creditNoteNumber } from '../../src/domain/grants/credit-note.ts';
import { connectStore } from '../../src/store/connect.ts';
import { createPolicyShelf } from '../../src/store/policies.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import { aTicket, creditOn } from './support/grants.ts';
import { openQueue, type QueueWorld } from './support/queue-world.ts';

const MANY = 50;
const FIRST_FIFTY = Array.from({ length: MANY }, (_, index) => creditNoteNumber(index + 1));

describe('the numbers of credit notes', () => {
  let world: QueueWorld;
  let ticketId: string;
  let grant: (request: ApprovedRequest) => Promise<string>;
  beforeEach(async () => {
    world = await openQueue({ patienceMs: 20_000 });
    ticketId = await aTicket(world);
    const bookkeeping = createBookkeeping(world.store, createPolicyShelf(world.store));
    const carryOut = createCarryOut({ bookkeeping });
    grant = async (request) => (await carryOut(request)).creditNote!;
  });
  afterEach(() => world.end());

  const kept = async () => {
    const rows = await world.store.selectFrom('credit_notes').orderBy('count').selectAll().execute();
    return rows.map(({ number, approval_id }) => ({ number, approvalId: approval_id }));
  };
  const grants = (count: number): ApprovedRequest[] => Array.from({ length: count }, () => creditOn(ticketId));
  const waitingForTheTable = sql<{ pid: number }>`
    select pid from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'relation'`;

  test('fifty grants at once: 1 to 50, none missing, none twice, each where it was told', async () => {
    const requests = grants(MANY);
    const told = await Promise.all(requests.map(grant));
    expect([...told].sort()).toEqual(FIRST_FIFTY);
    const notes = await kept();
    expect(notes.map(({ number }) => number)).toEqual(FIRST_FIFTY);
    for (const { number, approvalId } of notes) {
      expect(told[requests.findIndex((request) => request.approvalId === approvalId)]).toBe(number);
    }
  });

  test('tickets that are not there, and connections that end in the middle, leave no gap', async () => {
    let ended = 0;
    const untilGranted = async (request: ApprovedRequest): Promise<string> => {
      try {
        return await grant(request);
      } catch (error) {
        // More often than that, it is not the connection.
        ended += 1;
        if (ended > 200) throw error;
        return untilGranted(request);
      }
    };
    // Those who are about to write their note already have its number: they wait for the table, and their connections end.
    const outside = connectStore(world.url, { max: 2 });
    const blocking = await outside.startTransaction().execute();
    await sql`lock table credit_notes in exclusive mode`.execute(blocking);
    const granted = Promise.all(grants(MANY).map(untilGranted));
    const lost = Promise.allSettled(Array.from({ length: 10 }, () => grant(creditOn('nowhere'))));
    for (let round = 0; round < 8; round += 1) {
      const pid = await eventually(async () => (await waitingForTheTable.execute(outside)).rows[0]?.pid);
      await sql`select pg_terminate_backend(${pid}, 1000)`.execute(outside);
    }
    await blocking.commit().execute();
    await outside.destroy();

    expect([...(await granted)].sort()).toEqual(FIRST_FIFTY);
    expect((await lost).map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 'rejected'));
    expect(ended).toBeGreaterThanOrEqual(8);
    expect((await kept()).map(({ number }) => number)).toEqual(FIRST_FIFTY);
  });

  test('a note that cannot be written gives its number back', async () => {
    await grant(creditOn(ticketId));
    await sql`alter table credit_notes add constraint nothing_more check (count < 2) not valid`.execute(world.store);
    await expect(grant(creditOn(ticketId))).rejects.toThrow('nothing_more');
    await sql`alter table credit_notes drop constraint nothing_more`.execute(world.store);
    expect(await grant(creditOn(ticketId))).toBe('CN-000002');
  });

  test('the same approval ten times at once gives one note', async () => {
    const request = creditOn(ticketId);
    const told = await Promise.all(Array.from({ length: 10 }, () => grant(request)));
    expect(new Set(told)).toEqual(new Set(['CN-000001']));
    expect(await kept()).toEqual([{ number: 'CN-000001', approvalId: request.approvalId }]);
    expect(await grant(creditOn(ticketId))).toBe('CN-000002');
    expect(await grant(request)).toBe('CN-000001');
  });

  test('an approval does not stand for another credit', async () => {
    const request = creditOn(ticketId);
    await grant(request);
    const reused = { type: 'approval-reused', nonRetryable: true };
    const amount = { minor: 1, currency: 'EUR' };
    await expect(grant({ ...request, amount })).rejects.toMatchObject(reused);
    await expect(grant({ ...request, vat: { country: 'IT', percent: 21 } })).rejects.toMatchObject(reused);
    await expect(grant({ ...request, vat: { country: 'FR', percent: 22 } })).rejects.toMatchObject(reused);
    expect(await kept()).toHaveLength(1);
    // An approval's id is its ticket's own: that another ticket has the same says nothing.
    expect(await grant({ ...request, ticketId: await aTicket(world) })).toBe('CN-000002');
  });

  test('numbers and days ascend together, by the approvers’ clock', async () => {
    const approvedAt = (instant: string) =>
      grant({ ...creditOn(ticketId), approvalId: randomUUID(), approvedAt: instant });
    // Berlin is two hours ahead in summer.
    await approvedAt('2026-06-08T21:59:59.999Z');
    await approvedAt('2026-06-08T22:00:00.000Z');
    // Approved before, recorded after.
    await approvedAt('2026-06-07T10:00:00.000Z');
    await approvedAt('2026-06-10T10:00:00.000Z');
    const rows = await world.store.selectFrom('credit_notes').orderBy('count').selectAll().execute();
    expect(rows.map(({ issued_on }) => issued_on)).toEqual(['2026-06-08', '2026-06-09', '2026-06-09', '2026-06-10']);
    expect(rows[2]!.issued_at.toISOString()).toBe('2026-06-07T10:00:00.000Z');
  });

  test('after the millionth there are seven digits', () => {
    expect([1, 999_999, 1_000_000].map(creditNoteNumber)).toEqual(['CN-000001', 'CN-999999', 'CN-1000000']);
  });
});
