import { sql } from 'kysely';
import { after, HOUR } from '../../src/domain/calendar/instant.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Answer } from '../../src/scenarios/world/http-people.ts';
import type { HttpPeople } from '../support/world/people.ts';
import { ADA, MONA, SIRI } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { GIVEN, HAND_OVER } from './support/given.ts';

interface Report {
  from: string;
  to: string;
  team: string | null;
  rows: { day: string; team: string; kind: string; made: number; kept: number; running: number }[];
  totals: { overall: { made: number; kept: number; attainmentPercent: number | null } };
  time: Split & { tickets: number };
}
interface Split {
  totalMs: number;
  customerMs: number;
  approvalMs: number;
  closedHoursMs: number;
  teams: Record<string, number>;
}

const sumOf = ({ customerMs, approvalMs, closedHoursMs, teams }: Split) =>
  [customerMs, approvalMs, closedHoursMs, ...Object.values(teams)].reduce((sum, ms) => sum + ms, 0);

describe('reports over HTTP', () => {
  let world: TimeSkippingWorld;
  let people: HttpPeople;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    people = await contractPeople(world.dependencies);
  });
  afterAll(() => world.end());

  const ask = (query = '') => people.send<Report>(MONA, 'GET', `/v1/reports/promises${query}`);
  const berlinDay = (at: string) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(new Date(at));

  test('without tickets: the last seven days, and nothing in them', async () => {
    const { status, body } = await ask();
    const now = await world.now();
    expect([status, body.from, body.to]).toEqual([200, berlinDay(after(now, -6 * 24 * HOUR)), berlinDay(now)]);
    expect([body.rows, body.totals.overall.made, body.totals.overall.attainmentPercent]).toEqual([[], 0, null]);
    expect(body.time).toEqual({ tickets: 0, totalMs: 0, customerMs: 0, approvalMs: 0, closedHoursMs: 0, teams: {} });
  });

  test('count promises as they are made and settled, and follow a hand-over', async () => {
    const id = await GIVEN.acknowledged(people);
    await people.step(ADA, id, 'review', { kind: 'standard', forward: HAND_OVER });
    const { body } = await ask();
    const rows = Object.fromEntries(
      body.rows.map(({ team, kind, made, kept, running }) => [`${kind} of ${team}`, [made, kept, running]]),
    );
    expect(rows).toEqual({
      'acknowledgement of support': [1, 1, 0],
      'first-reply of support': [1, 1, 0],
      'pick-up of sysadmins': [1, 0, 1],
      'resolution of sysadmins': [1, 0, 1],
      'status-update of sysadmins': [1, 0, 1],
    });
    expect(body.totals.overall).toMatchObject({ made: 5, kept: 2, attainmentPercent: 100 });
    const ofSupport = (await ask('?team=support')).body;
    expect([ofSupport.team, ofSupport.rows.length, ofSupport.time.tickets]).toEqual(['support', 2, 1]);
    expect((await ask('?team=approvers')).body.rows).toEqual([]);
  });

  test("a ticket's time, until now and until its closing, adds up; so does that of all of them", async () => {
    const id = await GIVEN.closed(people);
    const open = await GIVEN.handedOver(people);
    await people.step(SIRI, open, 'take');
    await people.write(SIRI, open, { asksCustomer: true });
    await world.letPass(2 * HOUR);
    const timeOf = async (ticket: string) =>
      (await people.send<Split & { submittedAt: string; until: string }>(ADA, 'GET', `/v1/tickets/${ticket}/time`))
        .body;
    const [closed, waiting] = [await timeOf(id), await timeOf(open)];
    const { submittedAt, closedAt } = await people.ticket(id);
    expect([closed.submittedAt, closed.until]).toEqual([submittedAt, closedAt]);
    expect(closed.totalMs).toBe(Date.parse(closedAt!) - Date.parse(submittedAt));
    expect(waiting.customerMs).toBeGreaterThanOrEqual(2 * HOUR);
    for (const time of [closed, waiting, (await ask()).body.time]) expect(sumOf(time)).toBe(time.totalMs);
    expect((await ask()).body.time).toMatchObject({ tickets: 3 });
  });

  test.each([
    ['?from=2026-02-30', 'from', /expected a day/],
    ['?from=yesterday', 'from', /expected a day/],
    ['?to=1999-12-31', 'to', /expected a day from 2000-01-01/],
    ['?to=9999-12-31', 'to', /expected a day from/],
    ['?from=2026-06-08&to=2026-06-07', 'to', /there is no day/],
    ['?from=2999-01-01', 'from', /there is no day/],
    ['?from=2025-01-01&to=2026-01-02', 'from', /at most 366 days, not the 367/],
    ['?since=2026-06-08', '', /since/],
    ['?team=', 'team', /expected/],
  ])('%s is not understood', async (query, path, message) => {
    const { status, body } = (await ask(query)) as Answer<unknown> as Answer<{
      code: string;
      errors: { path: string; message: string }[];
    }>;
    expect([status, body.code]).toEqual([400, 'invalid-request']);
    expect(body.errors).toMatchObject([{ path, message: expect.stringMatching(message) }]);
  });

  test('a year with a leap day is a year, and a team must be known', async () => {
    expect((await ask('?from=2024-01-01&to=2024-12-31')).status).toBe(200);
    const unknown = await ask('?team=nowhere');
    expect([unknown.status, unknown.body]).toMatchObject([400, { code: 'unknown-team', errors: [{ path: 'team' }] }]);
  });

  describe('digests', () => {
    const content = { from: '2026-06-01', to: '2026-06-07', zone: 'Europe/Berlin', asOf: '2026-06-08T06:00:00.000Z' };
    const rest = {
      outcomes: [{ kind: 'first-reply', kept: 1, missed: 0, attainmentPercent: 100 }],
      misses: { count: 0, first: [] },
      overdue: { count: 0, first: [] },
      undecided: { count: 0, first: [] },
      time: { tickets: 0, totalMs: 0, customerMs: 0, approvalMs: 0, closedHoursMs: 0, teams: {} },
    };
    const weeks = Array.from(
      { length: 60 },
      (_, index) => `20${25 + Math.floor(index / 52)}-W${String((index % 52) + 1).padStart(2, '0')}`,
    );
    beforeAll(async () => {
      const rows = weeks.map((week) => ({
        week,
        content: JSON.stringify({ week, ...content, ...rest }),
        text: `All of ${week}.`,
        written_at: new Date(),
      }));
      await world.store.insertInto('digests').values(rows).execute();
    });
    afterAll(() => sql`truncate digests`.execute(world.store));
    const list = (query = '') =>
      people.send<{ items: { week: string }[]; nextCursor: string | null }>(MONA, 'GET', `/v1/reports/digests${query}`);

    test('are listed newest first, page by page, each once', async () => {
      const seen: string[] = [];
      for (let query = ''; ;) {
        const { status, body } = await list(query);
        expect(status).toBe(200);
        seen.push(...body.items.map(({ week }) => week));
        if (body.nextCursor === null) break;
        query = `?cursor=${body.nextCursor}`;
      }
      expect(seen).toEqual(weeks.toReversed());
    });

    test('one by its week, as it was written', async () => {
      const { status, body } = await people.send(MONA, 'GET', '/v1/reports/digests/2025-W07');
      expect([status, body]).toEqual([200, { week: '2025-W07', ...content, ...rest, text: 'All of 2025-W07.' }]);
    });

    test.each([
      ['/2024-W07', 404, 'not-found'],
      ['/last', 400, 'invalid-request'],
      ['?cursor=bm9uZQ', 400, 'invalid-request'],
      ['?limit=3', 400, 'invalid-request'],
    ])('%s is answered by %s', async (path, status, code) => {
      const answer = await people.send(MONA, 'GET', `/v1/reports/digests${path}`);
      expect([answer.status, answer.body]).toMatchObject([status, { code }]);
    });
  });
});
