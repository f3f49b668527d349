import { MINUTE } from '../../src/domain/calendar/instant.ts';
import type { NoticeView } from '../../src/api/schemas/notice.ts';
import { alwaysOnDuty } from '../support/world/always-on-duty.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import type { HttpPeople } from '../support/world/people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, CARLA, MONA, SIRI } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { faultsOf, verdictOf } from './support/problems.ts';

const manager = (id: string): Person => ({ id, name: id, role: 'manager', teams: [] });
const [LEAD, DUTY] = [manager('manager-1'), manager('manager-2')];

interface Page {
  items: NoticeView[];
  nextCursor: string | null;
}

const cursorOf = (position: unknown) => Buffer.from(JSON.stringify(position)).toString('base64url');

describe('the inbox of management', () => {
  let world: TimeSkippingWorld;
  let people: HttpPeople;
  /** Told at 50, 75 and 100 %, and the first of them then also at 150 %. */
  let tickets: [string, string];
  beforeAll(async () => {
    world = await startTimeSkippingWorld({ currentPolicy: alwaysOnDuty() });
    people = await contractPeople(world.dependencies);
    const first = await people.submit();
    await world.letPass(6 * MINUTE);
    const second = await people.submit({ subject: 'Slow' });
    await world.letPass(11 * MINUTE);
    await people.write(ADA, second.id);
    tickets = [first.id, second.id];
    await eventually(async () => (await inbox()).items.length === 7);
  });
  afterAll(() => world.end());

  const inbox = async (query = '', who = MONA): Promise<Page> => {
    const answer = await people.send<Page>(who, 'GET', `/v1/notices?${query}`);
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const acknowledge = (id: string, who = MONA, headers = {}) =>
    people.send<NoticeView>(who, 'POST', `/v1/notices/${id}/acknowledgement`, undefined, headers);
  const inOrder = (items: NoticeView[]) =>
    items.map(({ acknowledgedAt, firedAt, id }) => [acknowledgedAt === null, firedAt, id].join(' '));

  test('shows what was told, of which promise, to whom', async () => {
    const { items } = await inbox(`ticket=${tickets[1]}`);
    expect(items.map(({ rung }) => rung)).toEqual([100, 75, 50]);
    const { number } = await people.ticket(tickets[1]);
    expect(items[1]).toMatchObject({
      ticketId: tickets[1],
      ticketNumber: number,
      subject: 'Slow',
      team: 'support',
      promise: { kind: 'first-reply', cycle: 1 },
      recipients: [{ person: 'manager-1', role: 'team-lead', insteadOf: null }],
      acknowledgedBy: null,
      acknowledgedAt: null,
    });
  });

  test('is paged: everything once, not acknowledged first, newest first', async () => {
    const [oldest] = (await inbox()).items.slice(-1);
    const newest = (await inbox()).items[0]!;
    for (const { id } of [oldest!, newest]) expect((await acknowledge(id)).status).toBe(200);
    const all = await inbox();
    expect(all.nextCursor).toBeNull();
    expect(inOrder(all.items)).toEqual(inOrder(all.items).sort().reverse());
    expect(all.items.slice(-2).map(({ id }) => id)).toEqual([newest.id, oldest!.id]);

    const walked: NoticeView[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page = await inbox(`limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      walked.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(walked).toEqual(all.items);
  });

  test('filters', async () => {
    const { items } = await inbox();
    const ids = (wanted: NoticeView[]) => wanted.map(({ id }) => id);
    const told = (who: Person) => items.filter(({ recipients }) => recipients.some(({ person }) => person === who.id));
    expect(
      told(DUTY)
        .map(({ rung }) => rung)
        .sort(),
    ).toEqual([100, 100, 150]);
    for (const who of [LEAD, DUTY]) expect(ids((await inbox('mine=true', who)).items)).toEqual(ids(told(who)));
    expect((await inbox('mine=true')).items).toEqual([]);
    expect(ids((await inbox('mine=false', DUTY)).items)).toEqual(ids(items));
    const open = items.filter(({ acknowledgedAt }) => acknowledgedAt === null);
    expect(ids((await inbox('acknowledged=false')).items)).toEqual(ids(open));
    expect(ids((await inbox('acknowledged=true')).items)).toEqual(ids(items.filter((item) => !open.includes(item))));
    const mineOpen = open.filter((item) => told(LEAD).includes(item) && item.ticketId === tickets[0]);
    const query = `acknowledged=false&mine=true&ticket=${tickets[0]}`;
    expect(ids((await inbox(query, LEAD)).items)).toEqual(ids(mineOpen));
    expect((await inbox('ticket=nobody-knows')).items).toEqual([]);
  });

  test('agents find what they were told, and acknowledge that alone', async () => {
    const { items } = await inbox('acknowledged=false');
    const [theirs, another] = items;
    const { store } = world.dependencies;
    const told = JSON.stringify([{ person: ADA.id, role: 'assignee', insteadOf: null }]);
    await store.updateTable('notices').set({ recipients: told }).where('id', '=', theirs!.id).execute();
    for (const query of ['', 'mine=true', 'mine=false'])
      expect((await inbox(query, ADA)).items.map(({ id }) => id)).toEqual([theirs!.id]);
    expect((await inbox('', SIRI)).items).toEqual([]);
    expect(verdictOf(await acknowledge(another!.id, ADA))).toBe('404 not-found');
    expect((await inbox('acknowledged=false')).items.map(({ id }) => id)).toContain(another!.id);
    // Management was told, too: what an agent missed is not theirs to take out of that inbox.
    const lead = { person: LEAD.id, role: 'team-lead', insteadOf: null };
    const shared = JSON.stringify([...(JSON.parse(told) as object[]), lead]);
    await store.updateTable('notices').set({ recipients: shared }).where('id', '=', theirs!.id).execute();
    expect(verdictOf(await acknowledge(theirs!.id, ADA))).toBe('403 forbidden');
    expect((await inbox('acknowledged=false')).items.map(({ id }) => id)).toContain(theirs!.id);
    await store.updateTable('notices').set({ recipients: told }).where('id', '=', theirs!.id).execute();
    expect((await acknowledge(theirs!.id, ADA)).body).toMatchObject({ id: theirs!.id, acknowledgedBy: ADA.id });
  });

  test('of two managers who acknowledge at once, the first stands, and nobody after them changes it', async () => {
    const { id } = (await inbox('acknowledged=false')).items[0]!;
    const [one, other] = await Promise.all([acknowledge(id, LEAD), acknowledge(id, DUTY)]);
    expect([one.status, other.status]).toEqual([200, 200]);
    expect(one.body).toEqual(other.body);
    expect(['manager-1', 'manager-2']).toContain(one.body.acknowledgedBy);
    await world.letPass(MINUTE);
    expect((await acknowledge(id, MONA)).body).toEqual(one.body);
    expect((await inbox('acknowledged=true')).items.find((item) => item.id === id)).toEqual(one.body);
  });

  test('says when, by the clock of everything else; the same key gives the same answer', async () => {
    const { id } = (await inbox('acknowledged=false')).items[0]!;
    const before = await world.now();
    const key = { 'idempotency-key': 'take-notice' };
    const { body } = await acknowledge(id, DUTY, key);
    expect(body).toMatchObject({ id, acknowledgedBy: 'manager-2' });
    expect(body.acknowledgedAt! >= before && body.acknowledgedAt! <= (await world.now())).toBe(true);
    expect((await acknowledge(id, DUTY, key)).body).toEqual(body);
  });

  test.each(['nobody-knows', '%00', 'x'.repeat(3_000)])('a notice there is not: %s', async (id) => {
    expect(verdictOf(await acknowledge(id))).toMatch(/^40[04] /);
  });

  test('is for staff', async () => {
    const { id } = (await inbox()).items[0]!;
    expect(verdictOf(await people.send(CARLA, 'GET', '/v1/notices'))).toBe('403 forbidden');
    expect(verdictOf(await acknowledge(id, CARLA))).toBe('403 forbidden');
    expect(verdictOf(await people.send(null, 'GET', '/v1/notices'))).toBe('401 unauthenticated');
  });

  test.each<[query: string, path: string]>([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['acknowledged=yes', 'acknowledged'],
    ['mine=1', 'mine'],
    ['ticket=', 'ticket'],
    ['ticket=%00', 'ticket'],
    ['person=manager-1', ''],
    ['cursor=', 'cursor'],
    ['cursor=nonsense', 'cursor'],
    ...[
      {},
      [],
      null,
      [true, '2026-06-08T08:00:00.000Z'],
      [1, '2026-06-08T08:00:00.000Z', 'a'],
      [true, '0000-01-01T00:00:00.000Z', 'a'],
      [true, '2026-02-30T00:00:00.000Z', 'a'],
      [true, 'infinity', 'a'],
      [true, '2026-06-08T08:00:00.000Z', '\u0000'],
      [true, '2026-06-08T08:00:00.000Z', '\ud800'],
      [true, '2026-06-08T08:00:00.000Z', 7],
    ].map((position) => [`cursor=${cursorOf(position)}`, 'cursor'] as [string, string]),
  ])('GET /v1/notices?%s: 400', async (query, path) => {
    const refused = await people.send(MONA, 'GET', `/v1/notices?${query}`);
    expect([verdictOf(refused), ...faultsOf(refused)]).toEqual(['400 invalid-request', path]);
  });
});
