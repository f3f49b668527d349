import { SignJWT, UnsecuredJWT } from 'jose';
import { createApp } from '../../src/api/app.ts';
import type { App } from '../../src/api/fastify-app.ts';
import { createTicketLinks, type TicketLink } from '../../src/channels/ticket-links.ts';
import { after, DAY, HOUR, MINUTE } from '../../src/domain/calendar/instant.ts';
import { watchLive, type LiveEvent } from '../support/world/live-client.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA, CARLA, CUNO, LEAD } from '../support/world/tokens.ts';
import { browser, byToken, linkTo } from './support/by-link.ts';
import { contractPeople } from './support/contract.ts';
import { grantCredit } from './support/credits.ts';
import { GIVEN } from './support/given.ts';
import { faultsOf, verdictOf } from './support/problems.ts';

/** Where it listens, from the first asking on. */
async function originOf(app: App): Promise<string> {
  const address = app.server.address();
  if (typeof address !== 'object' || address === null) return app.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${address.port}`;
}

const NEW = { channel: 'ticket', subject: 'Another', body: 'Another request.' };

describe("a ticket's link", () => {
  let world: TimeSkippingWorld;
  let id: string;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    id = await GIVEN.acknowledged(world.people);
  });
  afterAll(() => world.end());

  const open = (token: string) => byToken(world.app, token);
  const using = async (token: string) => (await open(token)('GET', `/v1/tickets/${id}`)).verdict;

  test('lasts a week, or as long as was asked, up to 30 days', async () => {
    const people = await contractPeople(world.dependencies);
    for (const [validFor, ms] of [
      [undefined, 7 * DAY],
      ['36h', 36 * HOUR],
      ['30d', 30 * DAY],
    ] as const) {
      const url = `/v1/tickets/${id}/links`;
      const answer = await people.send<{ url: string; expiresAt: string }>(ADA, 'POST', url, { validFor });
      expect(answer.status).toBe(201);
      expect(answer.body.url).toMatch(/^http:\/\/kept\.test\/open\/[\w.-]+$/);
      const meant = after(await world.now(), ms);
      expect(answer.body.expiresAt <= meant && answer.body.expiresAt > after(meant, -MINUTE)).toBe(true);
    }
  });

  test.each(['31d', '0d', '', 'soon', '7', 7, null, '-1d'])('cannot last %j', async (validFor) => {
    const refused = await world.people.send(ADA, 'POST', `/v1/tickets/${id}/links`, { validFor });
    expect([verdictOf(refused), faultsOf(refused)]).toEqual(['400 invalid-request', ['validFor']]);
  });

  test('opens the ticket to whoever has it, for what its customer may do', async () => {
    const ticketId = await GIVEN.resolved(world.people);
    const { token } = await linkTo(world.people, ticketId);
    const send = open(token);
    const ticket = `/v1/tickets/${ticketId}`;
    expect(await send('GET', ticket)).toEqual({ verdict: '200', body: await world.people.ticket(ticketId, CARLA) });
    expect((await send('GET', `${ticket}/conversation`)).body).toEqual({
      messages: await world.people.conversation(ticketId, CARLA),
    });
    expect((await send('POST', `${ticket}/messages`, { body: 'One more thing.' })).verdict).toBe('201');
    const resolved = await GIVEN.resolved(world.people);
    const confirming = open((await linkTo(world.people, resolved)).token);
    expect((await confirming('POST', `/v1/tickets/${resolved}/confirmation`, { solved: true })).verdict).toBe('200');
    expect((await send('POST', `${ticket}/withdrawal`)).verdict).toBe('200');
    for (const [about, type] of [
      [ticketId, 'message.added'],
      [ticketId, 'ticket.closed'],
      [resolved, 'ticket.closed'],
    ] as const) {
      const events = (await world.people.journal(about)).filter((event) => event.type === type);
      expect(events.at(-1)?.by).toBe('carla');
    }
    expect((await world.people.conversation(ticketId)).find(({ body }) => body === 'One more thing.')).toMatchObject({
      author: { role: 'customer', name: CARLA.name },
    });
  });

  test('opens its live view', async () => {
    const origin = await originOf(world.app);
    const client = await watchLive(origin, id, (await linkTo(world.people, id)).token);
    await client.until((events) => events.some(({ event }) => event === 'ticket.submitted'));
    await client.leave();
  });

  test('taken back, its live view ends, and tells nothing of what is said after; others go on', async () => {
    const ticketId = await GIVEN.acknowledged(world.people);
    const origin = await originOf(world.app);
    const [mine, other] = [await linkTo(world.people, ticketId), await linkTo(world.people, ticketId)];
    const watch = async (token: string) => {
      const client = await watchLive(origin, ticketId, token);
      await client.until((events) => events.some(({ event }) => event === 'ticket.submitted'));
      return client;
    };
    const [revoked, going, signedIn] = [
      await watch(mine.token),
      await watch(other.token),
      await watch(await world.tokens.of(CARLA)),
    ];
    await world.people.send(ADA, 'POST', `/v1/tickets/${ticketId}/links/${mine.linkId}/revocation`);
    expect(await revoked.over).toBe('ended');
    await world.people.write(ADA, ticketId, { body: 'Said after.' });
    const hears = (events: LiveEvent[]) => events.some(({ data }) => data.message?.body === 'Said after.');
    await Promise.all([going.until(hears), signedIn.until(hears)]);
    expect(hears(revoked.events)).toBe(false);
    await Promise.all([going.leave(), signedIn.leave()]);
  });

  test('what is done by it is journalled with it, and staff find who made it', async () => {
    const ticketId = await GIVEN.acknowledged(world.people);
    const { token, linkId } = await linkTo(world.people, ticketId);
    await world.people.write(CARLA, ticketId, { body: 'I am signed in.' });
    await open(token)('POST', `/v1/tickets/${ticketId}/messages`, { body: 'I have a link.' });
    await open(token)('POST', `/v1/tickets/${ticketId}/withdrawal`);
    const journal = await world.people.journal(ticketId);
    const linked = journal.filter((event) => 'link' in event);
    // All that they did, and nothing that Kept did upon it.
    expect(new Set(linked.map(({ by, link }) => `${by} ${link}`))).toEqual(new Set([`carla ${linkId}`]));
    expect(linked.map(({ type }) => type)).toEqual(expect.arrayContaining(['message.added', 'ticket.closed']));
    const signedIn = journal.filter(({ type, by }) => type === 'message.added' && by === 'carla');
    expect(signedIn.map(({ link }) => link)).toEqual([undefined, undefined, linkId]);
    const { body } = await world.people.send<{ items: object[] }>(ADA, 'GET', `/v1/tickets/${ticketId}/links`);
    expect(body.items).toEqual([expect.objectContaining({ linkId, madeBy: 'ada' })]);
    const live = await watchLive(await originOf(world.app), ticketId, await world.tokens.of(CARLA));
    await live.until((events) => events.some(({ event }) => event === 'ticket.closed'));
    expect(JSON.stringify(live.events)).not.toContain(linkId);
    await live.leave();
    const staff = await watchLive(await originOf(world.app), ticketId, await world.tokens.of(ADA));
    const events = await staff.until((all) => all.some(({ event }) => event === 'ticket.closed'));
    expect(events.find(({ event }) => event === 'ticket.closed')?.data.link).toBe(linkId);
    await staff.leave();
  });

  test('opens the credit notes of its ticket, and no others', async () => {
    const ticketId = await GIVEN.acknowledged(world.people);
    const theirs = await grantCredit(world.dependencies, ticketId);
    const elsewhere = await grantCredit(world.dependencies, await GIVEN.acknowledged(world.people));
    const { token } = await linkTo(world.people, ticketId);
    const send = open(token);
    expect((await send('GET', `/v1/credit-notes/${theirs}`)).body).toMatchObject({ number: theirs });
    expect((await send('GET', `/v1/credit-notes/${elsewhere}`)).verdict).toBe('404 not-found');
    expect((await send('GET', `/v1/credit-notes/${elsewhere}.pdf`)).verdict).toBe('404 not-found');
    expect((await send('GET', '/v1/credit-notes')).verdict).toBe('403 forbidden');
    // Signed in, the same customer has both.
    expect((await world.people.send(CARLA, 'GET', `/v1/credit-notes/${elsewhere}`)).status).toBe(200);
  });

  test('opens nothing else', async () => {
    const another = await GIVEN.acknowledged(world.people);
    const strangers = (await world.people.submit({}, CUNO)).id;
    const send = open((await linkTo(world.people, id)).token);
    const verdicts = async (...requests: [method: 'GET' | 'POST', url: string, body?: object][]) => {
      const seen: string[] = [];
      for (const request of requests) seen.push((await send(...request)).verdict);
      return new Set(seen);
    };
    const shut = await verdicts(
      ['GET', '/v1/tickets'],
      ['POST', '/v1/tickets', NEW],
      ['GET', '/v1/me'],
      ['GET', '/v1/teams'],
      ['GET', '/v1/credit-notes'],
      ['GET', '/v1/notices'],
      ['GET', '/v1/approvals'],
      ['GET', `/v1/tickets/${id}/journal`],
      ['POST', `/v1/tickets/${id}/links`],
      ['POST', `/v1/tickets/${id}/take`],
      ['POST', `/v1/tickets/${id}/resolution`, { summary: 'Done.' }],
      ['POST', `/v1/tickets/${id}/messages`, { body: 'Hm', visibility: 'internal' }],
    );
    expect(shut).toEqual(new Set(['403 forbidden']));
    const unseen = await verdicts(
      ...[another, strangers, 'nowhere'].flatMap((other): ['GET' | 'POST', string, object?][] => [
        ['GET', `/v1/tickets/${other}`],
        ['GET', `/v1/tickets/${other}/conversation`],
        ['GET', `/v1/tickets/${other}/live`],
        ['POST', `/v1/tickets/${other}/messages`, { body: 'Hm' }],
        ['POST', `/v1/tickets/${other}/withdrawal`],
      ]),
    );
    expect(unseen).toEqual(new Set(['404 not-found']));
  });

  test('ends to the second, by the clock that Kept goes by', async () => {
    const { token, expiresAt } = await linkTo(world.people, id, { validFor: '2h' });
    const at = async (ms: number) => {
      const clock = { now: async () => after(expiresAt, ms) };
      const app = await createApp({ ...world.dependencies, clock });
      return (await byToken(app, token)('GET', `/v1/tickets/${id}`)).verdict;
    };
    expect(await at(-1)).toBe('200');
    expect(await at(0)).toBe('401 unauthenticated');
    expect(await at(DAY)).toBe('401 unauthenticated');
  });

  test('tells who made it, without telling what it opens, and can be taken back', async () => {
    const ticketId = await GIVEN.acknowledged(world.people);
    const [one, other] = [await linkTo(world.people, ticketId), await linkTo(world.people, ticketId)];
    const links = `/v1/tickets/${ticketId}/links`;
    const revocation = `${links}/${one.linkId}/revocation`;
    const read = (link: { token: string }) => open(link.token)('GET', `/v1/tickets/${ticketId}`);
    expect((await read(one)).verdict).toBe('200');
    const revoked = await world.people.send(LEAD, 'POST', revocation);
    expect([revoked.status, revoked.body]).toEqual([
      200,
      expect.objectContaining({ linkId: one.linkId, madeBy: 'ada', revokedBy: 'manager-1' }),
    ]);
    expect((await world.people.send(ADA, 'POST', revocation)).body).toEqual(revoked.body);
    expect([(await read(one)).verdict, (await read(other)).verdict]).toEqual(['401 unauthenticated', '200']);
    const page = await browser(world.app, one.token).look();
    expect([page.statusCode, page.body]).toEqual([410, expect.stringContaining('This link has expired')]);

    const { body } = await world.people.send<{ items: { linkId: string }[] }>(ADA, 'GET', links);
    expect(body.items.map(({ linkId }) => linkId)).toEqual([other.linkId, one.linkId]);
    expect(JSON.stringify(body)).not.toContain(other.token);
    const elsewhere = `/v1/tickets/${id}/links/${other.linkId}/revocation`;
    expect(verdictOf(await world.people.send(ADA, 'POST', elsewhere))).toBe('404 not-found');
    expect((await read(other)).verdict).toBe('200');
  });

  test('asked for again under its key it is the same link, and no answer that opens a ticket is kept', async () => {
    const key = { 'idempotency-key': 'a link' };
    const make = (body: object) => world.people.send(ADA, 'POST', `/v1/tickets/${id}/links`, body, key);
    const [first, again] = [await make({ validFor: '5d' }), await make({ validFor: '5d' })];
    expect([again.status, again.body, again.headers['cache-control']]).toEqual([201, first.body, 'no-store']);
    const { token } = await linkTo(world.people, id);
    const { store } = world.dependencies;
    const answers = await store.selectFrom('idempotency').select('body').execute();
    expect(JSON.stringify(answers)).not.toContain(token.split('.')[0]);
  });

  test('is signed by Kept, and whole', async () => {
    const expiresAt = after(await world.now(), HOUR);
    const kept = async (ticketId: string): Promise<TicketLink> => {
      const linkId = (await linkTo(world.people, ticketId)).linkId;
      return { id: linkId, ticketId, expiresAt };
    };
    const link = await kept(id);
    expect(await using(await world.dependencies.links.make(link))).toBe('200');
    expect(await using(await world.dependencies.links.make({ ...link, id: 'never made' }))).toBe('401 unauthenticated');
    expect(await using(await createTicketLinks('somebody else, with another secret').make(link))).toBe(
      '401 unauthenticated',
    );
    const other = await GIVEN.acknowledged(world.people);
    const [header, , signature] = (await world.dependencies.links.make(await kept(other))).split('.');
    const claims = {
      sub: id,
      jti: link.id,
      iss: 'urn:kept',
      aud: 'urn:kept:ticket-link',
      exp: Math.floor(Date.parse(expiresAt) / 1_000),
    };
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const unsigned = new UnsecuredJWT(claims).encode().split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'kept-link+jwt' })).toString('base64url');
    for (const forged of [`${header}.${payload}.${signature}`, [none, unsigned[1], ''].join('.'), 'x', 'a.b.c']) {
      expect(await using(forged)).toBe('401 unauthenticated');
    }
    expect(await using(await world.dependencies.links.make({ ...link, ticketId: 'nowhere' }))).toBe(
      '401 unauthenticated',
    );
  });

  test('is not a sign-in, and a sign-in is no link', async () => {
    const { token, linkId } = await linkTo(world.people, id);
    await expect(world.dependencies.verifyToken(token)).rejects.toThrow();
    const signIn = await world.tokens.of(CARLA);
    const now = await world.now();
    await expect(world.dependencies.links.read(signIn, now)).rejects.toThrow('forged');
    const [, payload, signature] = signIn.split('.');
    const disguised = Buffer.from(JSON.stringify({ alg: 'EdDSA', typ: 'kept-link+jwt' })).toString('base64url');
    expect(await using(`${disguised}.${payload}.${signature}`)).toBe('401 unauthenticated');
    // Signed with the right secret, but for sign-in: the same secret used elsewhere too must open nothing here.
    const sameSecret = await new SignJWT({ roles: ['customer'] })
      .setProtectedHeader({ alg: 'HS256', typ: 'kept-link+jwt' })
      .setSubject(id)
      .setJti(linkId)
      .setIssuer('urn:kept')
      .setAudience('kept')
      .setExpirationTime(new Date(after(now, HOUR)))
      .sign(new TextEncoder().encode('a secret of the tests, long enough'));
    expect(await using(sameSecret)).toBe('401 unauthenticated');
  });
});
