import { sql } from 'kysely';
import { createBookkeeping } from '../../src/activities/bookkeeping.ts';
import { createCarryOut } from '../../src/activities/carry-out.ts';
import type { ApprovedRequest } from '../../src/domain/grants/approved-request.ts';
import { connectStore, type Store } from '../../src/store/connect.ts';
import { findCreditNote } from '../../src/store/credit-notes.ts';
import { createPolicyShelf } from '../../src/store/policies.ts';
import { aMessage, aTicket, creditOn, exceptionOn } from './support/grants.ts';
import { openQueue, type QueueWorld } from './support/queue-world.ts';

describe('what an approval sets going', () => {
  let world: QueueWorld;
  let ticketId: string;
  let carryOut: ReturnType<typeof createCarryOut>;
  const over = (store: Store) => createCarryOut({ bookkeeping: createBookkeeping(store, createPolicyShelf(store)) });
  beforeAll(async () => {
    world = await openQueue();
    carryOut = over(world.store);
  });
  afterAll(() => world.end());
  beforeEach(async () => {
    ticketId = await aTicket(world);
  });

  const noteOf = async (request: ApprovedRequest) =>
    (await findCreditNote(world.store, (await carryOut(request)).creditNote!))!;
  const noteRows = () => world.store.selectFrom('credit_notes').selectAll().orderBy('count').execute();
  const notesOnTicket = async () => (await noteRows()).filter(({ ticket_id }) => ticket_id === ticketId);
  const exceptions = () =>
    world.store.selectFrom('granted_exceptions').where('ticket_id', '=', ticketId).selectAll().execute();

  describe('a credit', () => {
    test('makes a note that holds all it says', async () => {
      await aMessage(world, ticketId, { author_name: 'Carla Rossi', seq: 2 });
      await aMessage(world, ticketId, { author_name: 'Łukasz Ελένη', seq: 10 });
      await aMessage(world, ticketId, { author_name: 'Ada', author_id: 'ada', author_role: 'agent', seq: 11 });
      await aMessage(world, ticketId, { author_name: 'Not sent yet', seq: null });
      await aMessage(world, await aTicket(world), { author_name: 'Elsewhere', seq: 12 });
      const request = creditOn(ticketId, { approvedBy: ['manager-1', 'manager-3'] });
      const carriedOut = await carryOut(request);
      expect(carriedOut).toEqual({ creditNote: expect.stringMatching(/^CN-\d{6}$/), validUntil: null });
      const { number } = await world.store
        .selectFrom('tickets')
        .where('id', '=', ticketId)
        .select('number')
        .executeTakeFirstOrThrow();
      expect(await findCreditNote(world.store, carriedOut.creditNote!)).toEqual({
        number: carriedOut.creditNote,
        issuedAt: request.approvedAt,
        issuedOn: '2026-06-08',
        locale: 'en',
        company: { name: 'INTROSERV', supportAddress: 'support@introserv.com' },
        ticket: { id: ticketId, number },
        approvalId: request.approvalId,
        customer: { id: 'carla', name: 'Łukasz Ελένη' },
        country: 'IT',
        currency: 'EUR',
        minorUnits: 2,
        net: 1_234,
        vatPercent: 22,
        vat: 271,
        gross: 1_505,
        rounding: 'VAT is rounded to the nearest 0.01\u00A0EUR; exact halves are rounded up.',
        approvedBy: ['manager-1', 'manager-3'],
      });
    });

    test('whose customer signed nothing names them by their id', async () => {
      expect((await noteOf(creditOn(ticketId))).customer).toEqual({ id: 'carla', name: 'carla' });
    });

    test('is said in the language of the ticket', async () => {
      const italian = await aTicket(world, { locale: 'it-CH' });
      const { locale, rounding } = await noteOf(creditOn(italian));
      expect([locale, rounding]).toEqual(['it', expect.stringMatching(/^L’IVA è arrotondata .* 0,01\u00A0EUR/)]);
    });

    test('stays what it was when the customer is called otherwise, and when the ticket is erased', async () => {
      await aMessage(world, ticketId, { author_name: 'Carla Rossi', seq: 2 });
      const request = creditOn(ticketId);
      const before = await noteOf(request);
      await aMessage(world, ticketId, { author_name: 'Carla Bianchi', seq: 3 });
      expect(await noteOf(request)).toEqual(before);
      await world.store.deleteFrom('messages').where('ticket_id', '=', ticketId).execute();
      await world.store.deleteFrom('tickets').where('id', '=', ticketId).execute();
      expect(await findCreditNote(world.store, before.number)).toEqual(before);
    });

    test('is exact to the largest amount', async () => {
      const minor = 7_000_000_000_000_003;
      const note = await noteOf(
        creditOn(ticketId, { amount: { minor, currency: 'EUR' }, vat: { country: 'SE', percent: 25 } }),
      );
      expect([note.net, note.vat, note.gross]).toEqual([minor, 1_750_000_000_000_001, 8_750_000_000_000_004]);
    });

    test('by a percent with decimals', async () => {
      const note = await noteOf(creditOn(ticketId, { vat: { country: 'CH', percent: 8.15 } }));
      expect([note.vatPercent, note.vat]).toEqual([8.15, 101]);
    });

    test.each<[code: string, fields: Partial<ApprovedRequest>]>([
      ['unknown-ticket', { ticketId: 'nowhere' }],
      ['credit-incomplete', { amount: null }],
      ['credit-incomplete', { vat: null }],
      ['unknown-currency', { amount: { minor: 100, currency: 'JPY' } }],
      ['unknown-currency', { amount: { minor: 100, currency: 'constructor' } }],
      ['impossible-amount', { amount: { minor: 0, currency: 'EUR' } }],
      ['impossible-amount', { amount: { minor: -1, currency: 'EUR' } }],
      ['impossible-amount', { amount: { minor: 0.5, currency: 'EUR' } }],
      ['impossible-amount', { amount: { minor: Number.MAX_SAFE_INTEGER, currency: 'EUR' } }],
      ['impossible-percent', { vat: { country: 'IT', percent: 101 } }],
    ])('never succeeds, and says so: %s %j', async (code, fields) => {
      const failure = { name: 'ApplicationFailure', type: code, nonRetryable: true };
      const before = await noteRows();
      await expect(carryOut(creditOn(ticketId, fields))).rejects.toMatchObject(failure);
      expect(await noteRows()).toEqual(before);
    });

    test('is tried again when it is the database that is away', async () => {
      const nowhere = connectStore('postgres://kept@127.0.0.1:1/kept');
      const failed: unknown = await over(nowhere)(creditOn(ticketId)).catch((error: unknown) => error);
      await nowhere.destroy();
      expect(failed).toMatchObject({ code: 'ECONNREFUSED' });
      expect(failed).not.toHaveProperty('nonRetryable');
    });
  });

  describe('a note', () => {
    test.each([
      'update credit_notes set net = net',
      "update credit_notes set customer_name = 'X' where false",
      'delete from credit_notes',
      'truncate credit_notes',
      "insert into credit_notes select * from credit_notes on conflict (number) do update set customer_name = 'X'",
      'merge into credit_notes n using credit_notes o on n.number = o.number when matched then delete',
    ])('refuses: %s', async (statement) => {
      await carryOut(creditOn(ticketId));
      const before = await noteRows();
      await expect(sql.raw(statement).execute(world.store)).rejects.toThrow(
        'a credit note is never changed or deleted',
      );
      expect(await noteRows()).toEqual(before);
    });

    test('does not add up otherwise than it should', async () => {
      const values = (columns: string) =>
        sql.raw(`insert into credit_notes select (jsonb_populate_record(n, '${columns}')).*
        from credit_notes n where ticket_id = '${ticketId}'`);
      await carryOut(creditOn(ticketId));
      const other = { number: 'X', count: 7, approval_id: 'x' };
      for (const wrong of [{ gross: 1 }, { net: -1, gross: 270 }, { vat: -1, gross: 1_233 }]) {
        const written = values(JSON.stringify({ ...other, ...wrong })).execute(world.store);
        await expect(written).rejects.toThrow('check constraint');
      }
    });
  });

  describe('an exception', () => {
    test.each(['account-exception', 'special-request'] as const)('%s is kept, once', async (type) => {
      const request = exceptionOn(ticketId, { type, approvedBy: ['manager-2'] });
      for (const _time of [1, 2]) {
        expect(await carryOut(request)).toEqual({ creditNote: null, validUntil: request.validUntil });
      }
      expect(await exceptions()).toEqual([
        {
          approval_id: request.approvalId,
          ticket_id: ticketId,
          type,
          customer: 'carla',
          valid_from: new Date(request.approvedAt),
          valid_until: new Date(request.validUntil!),
          approved_by: ['manager-2'],
        },
      ]);
      expect(await notesOnTicket()).toEqual([]);
    });

    test('may be for ever', async () => {
      const request = exceptionOn(ticketId, { validUntil: null });
      expect(await carryOut(request)).toEqual({ creditNote: null, validUntil: null });
      expect((await exceptions())[0]?.valid_until).toBeNull();
    });

    test('ten times at once is one', async () => {
      const request = exceptionOn(ticketId);
      await Promise.all(Array.from({ length: 10 }, () => carryOut(request)));
      expect(await exceptions()).toHaveLength(1);
    });

    test('needs its ticket', async () => {
      const failure = { type: 'unknown-ticket', nonRetryable: true };
      await expect(carryOut(exceptionOn('nowhere'))).rejects.toMatchObject(failure);
    });
  });
});
