import { DAY } from '../../src/domain/calendar/instant.ts';
import type { TicketView } from '../../src/api/schemas/ticket.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import type { HttpPeople } from '../support/world/people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, CARLA, CUNO } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { settled } from './support/given.ts';
import { verdictOf } from './support/problems.ts';
import { tracesIn } from './support/traces.ts';

const SERVICE = { kind: 'vps', id: 'vps-7', site: 'us-nyc' };
const ASKED = { service: SERVICE, locale: 'it', timeZone: 'Europe/Rome', country: 'IT', channel: 'chat' };

describe('a message to a ticket that was closed more than thirty days ago', () => {
  let world: TimeSkippingWorld;
  let people: HttpPeople;
  let closed: TicketView;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    people = await contractPeople(world.dependencies);
    const { id } = await people.submit(ASKED);
    await people.step(CARLA, id, 'withdrawal');
    await settled(people, id);
    await world.client.workflow.getHandle(`ticket-${id}`).result();
    closed = await people.ticket(id, CARLA);
    await world.letPass(31 * DAY);
  });
  afterAll(() => world.end());

  const write = (body: string, key: string) =>
    people.send(CARLA, 'POST', `/v1/tickets/${closed.id}/messages`, { body }, { 'idempotency-key': key });
  const ticketOf = async (location: unknown) =>
    people.ticket(/^\/v1\/tickets\/([^/]+)\//.exec(String(location))?.[1] ?? 'nowhere', CARLA);
  const newTickets = async () =>
    (await tracesIn(world.store)).tickets.filter(({ continues }) => continues === closed.id).map(({ id }) => id);

  test('opens a new one, linked to it, of the same kind in all that the customer said', async () => {
    const { status, headers, body } = await write('It is back.', 'first');
    expect({ status, body }).toMatchObject({ status: 201, body: { body: 'It is back.', automatic: false } });
    const ticket = await ticketOf(headers['location']);
    const { id, number, ...same } = closed;
    expect(ticket).toMatchObject({
      ...ASKED,
      subject: same.subject,
      customer: 'carla',
      continues: id,
      phase: 'submit',
    });
    expect(ticket.id).not.toBe(id);
    expect(ticket.number).toBeGreaterThan(number);
    expect((await people.conversation(ticket.id, CARLA))[0]).toEqual(body);
  });

  test('whose acknowledgement names the old one, and whose promises are its own', async () => {
    const { headers } = await write('And again.', 'second');
    const { id } = await ticketOf(headers['location']);
    const ticket = await eventually(async () => {
      const found = await people.ticket(id);
      return found.phase === 'review' && found;
    });
    expect(ticket.promises).toMatchObject([
      { kind: 'acknowledgement', cycle: 1, state: 'kept' },
      { kind: 'first-reply', cycle: 1, state: 'running' },
    ]);
    const acknowledgement = (await people.conversation(id, CARLA)).find(({ automatic }) => automatic);
    expect(acknowledgement?.body).toContain(`la richiesta n. ${closed.number},`);
    expect(acknowledgement?.body).toContain(`n. ${ticket.number} `);
  });

  test('and leaves the old one as it was', async () => {
    await write('And again.', 'third');
    expect(await people.ticket(closed.id, CARLA)).toEqual(closed);
  });

  test('once, under one key, at once or later', async () => {
    const before = await newTickets();
    const answers = await Promise.all([write('Once.', 'once'), write('Once.', 'once'), write('Once.', 'once')]);
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
    await world.store.deleteFrom('idempotency').execute();
    const again = await write('Once.', 'once');
    expect(again.status).toBe(201);
    expect(await newTickets()).toHaveLength(before.length + 1);
  });

  test('only for its own customer, and never for staff', async () => {
    const [old, opened] = [await people.journal(closed.id), await newTickets()];
    const send = async (who: Person) =>
      verdictOf(await people.send(who, 'POST', `/v1/tickets/${closed.id}/messages`, { body: 'Hello' }));
    expect([await send(ADA), await send(CUNO)]).toEqual(['409 ticket-closed', '404 not-found']);
    expect([await people.journal(closed.id), await newTickets()]).toEqual([old, opened]);
  });

  test('nothing is opened by a step other than writing', async () => {
    const refused = await people.send(CARLA, 'POST', `/v1/tickets/${closed.id}/confirmation`, { solved: false });
    expect(verdictOf(refused)).toBe('409 ticket-closed');
  });
});
