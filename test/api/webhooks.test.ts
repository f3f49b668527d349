import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { Webhook } from 'standardwebhooks';
import { createApp } from '../../src/api/app.ts';
import type { Announcement } from '../../src/channels/announcement-channel.ts';
import { openWebhooks, type WebhookDependencies } from '../../src/api/webhooks/open-webhooks.ts';
import type { MadeWebhookView, WebhookView } from '../../src/api/schemas/webhook.ts';
import { sayIn } from '../../src/texts/say.ts';
import type { z } from 'zod';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA, CARLA, MONA } from '../support/world/tokens.ts';
import { GIVEN } from './support/given.ts';
import { faultsOf, verdictOf } from './support/problems.ts';
import { taskOn } from './support/relive.ts';

type Made = z.infer<typeof MadeWebhookView>;

interface Call {
  headers: Record<string, string>;
  body: string;
  event: { type: string; timestamp: string; data: Record<string, unknown> & { ticket: { id: string } } };
}

/** A program of somebody else's that is told of events, and answers as a test wants it to. */
class Listener {
  readonly calls: Call[] = [];
  /** `null`: it never answers. */
  status: number | null = 200;
  headers: Record<string, string> = {};
  private readonly server: Server = createServer((request, response) => {
    void text(request).then((body) => {
      this.calls.push({ headers: request.headers as Record<string, string>, body, event: JSON.parse(body) });
      if (this.status !== null) response.writeHead(this.status, this.headers).end();
    });
  });

  async listen(port = 0): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }

  stop(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  of = (ticketId: string, type?: string) =>
    this.calls.filter(({ event }) => event.data.ticket.id === ticketId && (type === undefined || event.type === type));
}

describe('webhooks', () => {
  let world: TimeSkippingWorld;
  const announced: Announcement[] = [];
  const listeners: Listener[] = [];
  const running: { stop(): Promise<void> }[] = [];
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterEach(async () => {
    for (const sending of running.splice(0)) await sending.stop();
    for (const listener of listeners.splice(0)) await listener.stop().catch(() => undefined);
    for (const { id } of await list()) await world.people.send(MONA, 'DELETE', `/v1/webhooks/${id}`);
    announced.length = 0;
  });
  afterAll(() => world.end());

  const start = (given: Partial<WebhookDependencies> = {}) => {
    const sending = openWebhooks({
      ...world.dependencies,
      allowPrivate: true,
      announcements: { announce: async (announcement) => void announced.push(announcement) },
      say: sayIn('en'),
      ...given,
    });
    running.push(sending);
    return sending;
  };
  const listener = async () => {
    const made = new Listener();
    listeners.push(made);
    return { made, url: `http://127.0.0.1:${await made.listen()}/kept?key=1` };
  };
  const subscribe = async (url: string, fields: object = {}): Promise<Made> => {
    const answer = await world.people.send<Made>(MONA, 'POST', '/v1/webhooks', { url, ...fields });
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const list = async () => (await world.people.send<{ items: WebhookView[] }>(MONA, 'GET', '/v1/webhooks')).body.items;
  const stateOf = async ({ id }: Made) => (await list()).find((webhook) => webhook.id === id)!;
  const deliveries = async ({ id }: Made, query = '') =>
    (
      await world.people.send<{ items: Record<string, unknown>[]; nextCursor: string | null }>(
        MONA,
        'GET',
        `/v1/webhooks/${id}/deliveries${query}`,
      )
    ).body;
  /** Time that the sender waits passes in the database, by whose clock it goes. */
  const letWait = async ({ id }: Made, hours: number) => {
    const ago = sql`${hours}::float8 * interval '1 hour'`;
    await sql`update webhook_deliveries set next_try_at = next_try_at - ${ago}, first_tried_at = first_tried_at - ${ago} where webhook = ${id}`.execute(
      world.store,
    );
    await sql`update webhooks set next_try_at = next_try_at - ${ago} where id = ${id}`.execute(world.store);
  };

  test('tell of all that is journalled, signed as Standard Webhooks has it, in order', async () => {
    const { made, url } = await listener();
    const { secret } = await subscribe(url);
    start();
    const id = await GIVEN.acknowledged(world.people);
    await world.people.write(ADA, id, { body: 'A secret of the conversation.' });
    const journal = await eventually(async () => {
      const events = await world.people.journal(id);
      return made.of(id).length >= events.length && events;
    });
    expect(made.of(id).map(({ event }) => [event.type, event.timestamp, event.data['seq'], event.data['by']])).toEqual(
      journal.map(({ type, at, seq, by }) => [type, at, seq, by]),
    );
    expect(made.of(id).map(({ event }) => event.data['event'])).toEqual(journal.map(({ data }) => data));
    const { number } = await world.people.ticket(id);
    for (const { headers, body, event } of made.of(id)) {
      expect(new Webhook(secret).verify(body, headers)).toEqual(event);
      expect(headers['webhook-id']).toBe(`${id}.${event.data['seq'] as number}`);
      expect(event.data.ticket).toMatchObject({ id, number, team: 'support' });
      expect(body).not.toContain('A secret of the conversation.');
    }
    expect(() =>
      new Webhook(`whsec_${'A'.repeat(44)}`).verify(made.of(id)[0]!.body, made.of(id)[0]!.headers),
    ).toThrow();
  });

  test('tell of what was asked for, and of nothing else', async () => {
    const [promises, closings] = [await listener(), await listener()];
    await subscribe(promises.url, { events: ['promise.*'] });
    await subscribe(closings.url, { events: ['ticket.closed', 'ticket.submitted'] });
    start();
    const id = await GIVEN.acknowledged(world.people);
    await world.people.step(CARLA, id, 'withdrawal');
    await eventually(async () => closings.made.of(id, 'ticket.closed').length > 0);
    await eventually(async () => promises.made.of(id, 'promise.withdrawn').length > 0);
    expect(closings.made.of(id).map(({ event }) => event.type)).toEqual(['ticket.submitted', 'ticket.closed']);
    expect(new Set(promises.made.of(id).map(({ event }) => event.type.split('.')[0]))).toEqual(new Set(['promise']));
    expect(promises.made.of(id, 'promise.kept').length).toBeGreaterThan(0);
  });

  test('that fail are tried again, with the same id and text, until they take it', async () => {
    const { made, url } = await listener();
    made.status = 503;
    const webhook = await subscribe(url, { events: ['ticket.submitted'] });
    start();
    const { id } = await world.people.submit();
    await eventually(async () => made.of(id).length === 1);
    await eventually(async () => (await deliveries(webhook)).items[0]?.['outcome'] === 'HTTP 503');
    expect((await deliveries(webhook)).items[0]).toMatchObject({ state: 'waiting', ticketId: id });
    // Redirects are not followed.
    made.status = 307;
    made.headers = { location: url };
    await letWait(webhook, 1);
    await eventually(async () => (await deliveries(webhook)).items[0]?.['outcome'] === 'HTTP 307');
    made.status = 204;
    await letWait(webhook, 1);
    await eventually(async () => (await deliveries(webhook)).items[0]?.['state'] === 'delivered');
    const [delivered] = (await deliveries(webhook)).items;
    expect(delivered).toMatchObject({ tries: made.of(id).length, outcome: 'HTTP 204', nextTryAt: null });
    // At least: on a slow machine it was tried by itself in between.
    expect(made.of(id).length).toBeGreaterThanOrEqual(3);
    expect(new Set(made.of(id).map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1);
  });

  test('that take nothing for 24 hours are switched off, staff is told once, and what waited goes out when they are on again', async () => {
    const { made, url } = await listener();
    const port = Number(new URL(url).port);
    await made.stop();
    listeners.length = 0;
    const webhook = await subscribe(url, { events: ['ticket.submitted'] });
    start();
    start();
    const { id } = await world.people.submit();
    await eventually(async () => (await deliveries(webhook)).items[0]?.['outcome'] === 'ECONNREFUSED');
    await letWait(webhook, 23.9);
    await eventually(async () => (await deliveries(webhook)).items[0]?.['tries'] !== 1);
    expect(await stateOf(webhook)).toMatchObject({ state: 'active' });
    await letWait(webhook, 1.1);
    await eventually(async () => (await stateOf(webhook)).state === 'disabled');
    expect(await stateOf(webhook)).toMatchObject({ disabledReason: 'ECONNREFUSED', disabledAt: expect.any(String) });
    await eventually(async () => announced.length > 0);
    const host = new URL(url).host;
    expect(announced[0]).toMatchObject({ title: `The webhook at ${host} is switched off` });
    expect(announced[0]?.text).toContain(`/v1/webhooks/${webhook.id}/enabling`);
    expect(JSON.stringify(announced)).not.toContain('key=1');

    // What happens now is not kept for it.
    await world.people.submit();
    const back = new Listener();
    listeners.push(back);
    await back.listen(port);
    const enabled = await world.people.send(MONA, 'POST', `/v1/webhooks/${webhook.id}/enabling`);
    expect(enabled.body).toMatchObject({ state: 'active', disabledReason: null });
    await eventually(async () => back.calls.length > 0);
    expect(back.calls.map(({ event }) => event.data.ticket.id)).toEqual([id]);
    // An active one stays as it is.
    expect((await world.people.send(MONA, 'POST', `/v1/webhooks/${webhook.id}/enabling`)).status).toBe(200);
    expect(announced).toHaveLength(1);
  });

  test('that say that nobody is there any more (410) are switched off at once', async () => {
    const { made, url } = await listener();
    made.status = 410;
    const webhook = await subscribe(url, { events: ['ticket.submitted'] });
    start();
    await world.people.submit();
    await eventually(async () => (await stateOf(webhook)).state === 'disabled');
    expect(made.calls).toHaveLength(1);
  });

  test('staff that cannot be told of one is told of the others, and not flooded', async () => {
    const [first, second] = [await listener(), await listener()];
    first.made.status = second.made.status = 410;
    const tried: string[] = [];
    start({
      announcements: {
        announce: async ({ id }) => {
          tried.push(id);
          if (tried.length === 1) throw new Error('the chat is away');
        },
      },
    });
    await subscribe(first.url, { events: ['ticket.submitted'] });
    await subscribe(second.url, { events: ['ticket.submitted'] });
    await world.people.submit();
    await eventually(async () => tried.length >= 2);
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(new Set(tried).size).toBe(2);
    expect(tried).toHaveLength(2);
  });

  test('that never answer hold up nobody else', async () => {
    const [dead, alive] = [await listener(), await listener()];
    dead.made.status = null;
    await subscribe(dead.url);
    await subscribe(alive.url, { events: ['ticket.submitted'] });
    start();
    const tickets = await Promise.all(Array.from({ length: 5 }, () => world.people.submit()));
    await eventually(async () => alive.made.calls.length >= tickets.length);
    expect(dead.made.calls.length).toBeLessThan(tickets.length);
    dead.made.status = 200;
  });

  test('are told once, by however many processes', async () => {
    const { made, url } = await listener();
    await subscribe(url, { events: ['ticket.submitted'] });
    start();
    start();
    start();
    const tickets = await Promise.all(Array.from({ length: 20 }, () => world.people.submit()));
    await eventually(async () => made.calls.length >= tickets.length);
    const ids = made.calls.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(20);
    expect(ids).toHaveLength(20);
  });

  test('of an event that took the place of another: one under an id of its own, and the other only if it was sent before', async () => {
    const { made, url } = await listener();
    const id = await GIVEN.acknowledged(world.people);
    const task = await taskOn(world, id);
    await subscribe(url, { events: ['message.added'] });
    await task.live(CARLA);
    await task.live(CARLA, ADA);
    start();
    await eventually(async () => made.of(id).length >= 2);
    const written = (await world.people.journal(id)).filter(
      ({ type, seq }) => type === 'message.added' && seq > task.seq,
    );
    expect(written).toHaveLength(2);
    expect(made.of(id).map(({ headers }) => headers['webhook-id'])).toEqual(written.map(({ seq }) => `${id}.${seq}.1`));
  });

  test.each([
    ['a private address', 'http://127.0.0.1:PORT/'],
    ['as IPv6 has it', 'http://[::ffff:127.0.0.1]:PORT/'],
    ['in other figures', 'http://0x7f.1:PORT/'],
    ['of no particular host', 'http://0.0.0.0:PORT/'],
    ['by a name that leads there', 'http://localhost:PORT/'],
  ])('nothing is sent to %s, unless it is allowed', async (_, address) => {
    const { made, url } = await listener();
    const webhook = await subscribe(address.replace('PORT', new URL(url).port), { events: ['ticket.submitted'] });
    start({ allowPrivate: false });
    await world.people.submit();
    await eventually(async () => (await deliveries(webhook)).items[0]?.['outcome'] !== null);
    expect((await deliveries(webhook)).items[0]?.['outcome']).toMatch(/^its address is private, loopback or reserved/);
    expect(made.calls).toEqual([]);
  });

  describe('when they are made', () => {
    test.each([
      ['no URL', { url: 'example' }, 'url'],
      ['another scheme', { url: 'ftp://example.com/' }, 'url'],
      ['a password', { url: 'https://user:secret@example.com/' }, 'url'],
      ['a fragment', { url: 'https://example.com/#top' }, 'url'],
      ['an unknown event', { url: 'https://example.com/', events: ['promise.broken'] }, 'events.0'],
      ['no events', { url: 'https://example.com/', events: [] }, 'events'],
      ['an unknown field', { url: 'https://example.com/', secret: 'mine' }, ''],
    ])('%s is refused', async (_, body, path) => {
      const answer = await world.people.send(MONA, 'POST', '/v1/webhooks', body);
      expect(verdictOf(answer)).toBe('400 invalid-request');
      expect(faultsOf(answer)).toContain(path);
    });

    test.each([
      'http://example.com/',
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://0x7f.1/',
      'https://169.254.169.254/latest',
      'https://localhost/',
      'https://api.localhost:8443/',
    ])('%s is refused, unless private addresses are allowed', async (url) => {
      const app = await createApp({ ...world.dependencies, allowPrivateWebhooks: false });
      const headers = { authorization: `Bearer ${await world.tokens.of(MONA)}` };
      const answer = await app.inject({ method: 'POST', url: '/v1/webhooks', headers, payload: { url } });
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toMatchObject({ code: 'invalid-request', errors: [{ path: 'url' }] });
      const fine = await app.inject({
        method: 'POST',
        url: '/v1/webhooks',
        headers,
        payload: { url: 'https://example.com/@kept?key=1' },
      });
      expect(fine.statusCode).toBe(201);
      await app.close();
    });

    test('the secret is told once, and again only to who repeats the request under its key', async () => {
      const key = { 'idempotency-key': 'hook-1' };
      const body = { url: 'https://example.com/hook', description: 'The shop' };
      const first = await world.people.send<Made>(MONA, 'POST', '/v1/webhooks', body, key);
      const again = await world.people.send<Made>(MONA, 'POST', '/v1/webhooks', body, key);
      expect(again.body).toEqual(first.body);
      expect(first.body.secret).toMatch(/^whsec_[\w+/=]{44}$/);
      expect(await list()).toHaveLength(1);
      expect(JSON.stringify(await list())).not.toContain('whsec_');
    });

    test('a test is sent at once, and what came of it is told', async () => {
      const { made, url } = await listener();
      const webhook = await subscribe(url);
      const tried = await world.people.send(MONA, 'POST', `/v1/webhooks/${webhook.id}/test`);
      expect(tried.body).toEqual({ delivered: true, outcome: 'HTTP 200' });
      expect(made.calls[0]?.event).toMatchObject({ type: 'webhook.test', data: { webhook: webhook.id } });
      made.status = 500;
      const failed = await world.people.send(MONA, 'POST', `/v1/webhooks/${webhook.id}/test`);
      expect(failed.body).toEqual({ delivered: false, outcome: 'HTTP 500' });
    });

    test('what one is told is listed page by page; one that is removed is told nothing more', async () => {
      const { made, url } = await listener();
      const webhook = await subscribe(url, { events: ['ticket.submitted'] });
      for (let n = 0; n < 3; n += 1) await world.people.submit();
      const first = await deliveries(webhook, '?limit=2');
      const second = await deliveries(webhook, `?limit=2&cursor=${first.nextCursor}`);
      expect([first.items.length, second.items.length, second.nextCursor]).toEqual([2, 1, null]);
      expect((await world.people.send(MONA, 'GET', `/v1/webhooks/${webhook.id}/deliveries?cursor=x`)).status).toBe(400);
      expect((await world.people.send(MONA, 'DELETE', `/v1/webhooks/${webhook.id}`)).status).toBe(204);
      expect((await world.people.send(MONA, 'DELETE', `/v1/webhooks/${webhook.id}`)).status).toBe(404);
      start();
      await world.people.submit();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(made.calls).toEqual([]);
    });
  });
});
