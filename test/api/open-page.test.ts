import { createHash } from 'node:crypto';
import { createApp } from '../../src/api/app.ts';
import { EngineAwayError } from '../../src/api/engine.ts';
import type { App } from '../../src/api/fastify-app.ts';
import { after, HOUR, MINUTE } from '../../src/domain/calendar/instant.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, LEAD } from '../support/world/tokens.ts';
import { browser, linkTo } from './support/by-link.ts';
import { grantCredit } from './support/credits.ts';
import { GIVEN } from './support/given.ts';

const EVIL = `<script>alert("1")</script><img src=x onerror='alert(2)'>&amp;`;
const ESCAPED =
  '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&lt;img src=x onerror=&#39;alert(2)&#39;&gt;&amp;amp;';

describe('the page that a link opens', () => {
  let world: TimeSkippingWorld;
  let app: App;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    app = world.app;
  });
  afterAll(() => world.end());

  const openedBy = async (id: string) => browser(app, (await linkTo(world.people, id)).token);
  const lookAt = async (id: string) => (await (await openedBy(id)).look()).body;
  const onceIn = (markup: string) => /name="once" value="([^"]+)"/.exec(markup)?.[1] ?? '';

  test('shows the ticket and what was said, without internal notes, and what is promised next', async () => {
    const id = await GIVEN.acknowledged(world.people);
    await world.people.write(ADA, id, { body: 'Not for customers.', visibility: 'internal' });
    await world.people.write(ADA, id, { body: 'I look into it.\nAt once.' });
    await world.people.step(ADA, id, 'review', { kind: 'simple' });
    const { number } = await world.people.ticket(id);
    const markup = await lookAt(id);
    expect(markup).toContain('<html lang="en">');
    expect(markup).toContain(`<title>Request #${number}: Charged twice</title>`);
    expect(markup).toContain('being worked on');
    expect(markup).toMatch(/<li>The solution: by \w+, .* \(.+\)<\/li>/);
    expect(markup).toContain('I look into it.\nAt once.');
    expect(markup).toContain('carla the customer');
    expect(markup).not.toContain('Not for customers.');
    expect(markup).not.toContain('Does this solve it?');
  });

  test('speaks Italian to whom the ticket does', async () => {
    const { id } = await world.people.submit({ locale: 'it-IT', timeZone: 'Europe/Rome' });
    const markup = await lookAt(id);
    expect(markup).toContain('<html lang="it">');
    expect(markup).toMatch(/La prima risposta di uno dei nostri ingegneri di supporto: entro .* \(Ora .*\)/);
    expect(markup).toContain('Scriveteci');
  });

  test('says so when something is late, or waits for the customer', async () => {
    const id = await GIVEN.acknowledged(world.people);
    await world.letPass(15 * MINUTE);
    expect(await lookAt(id)).toMatch(
      /A first reply by one of our support engineers: was due by .* We are late, and sorry\./,
    );
    await world.people.write(ADA, id, { body: 'Which invoice?', asksCustomer: true });
    await world.people.step(ADA, id, 'review', { kind: 'simple' });
    const markup = await lookAt(id);
    expect(markup).toContain('waiting for your answer');
    expect(markup).toContain('The solution: goes on once we have your answer');
  });

  test('has the credit notes of its ticket to open, as files', async () => {
    const { id } = await world.people.submit({ country: 'IT' });
    const approvalId = await world.people.ask(ADA, id);
    const decision = { decision: 'approve' };
    await world.people.send(LEAD, 'POST', `/v1/tickets/${id}/approvals/${approvalId}/decision`, decision);
    const { creditNote } = await eventually(async () => {
      const approval = await world.people.approval(id, approvalId);
      return approval.creditNote !== null && approval;
    });
    const { token } = await linkTo(world.people, id);
    const href = /href="(\?credit-note=[^"]+)"/.exec((await browser(app, token).look()).body)?.[1];
    expect(href).toBe(`?credit-note=${creditNote}`);
    const file = await app.inject(`/open/${token}${href}`);
    expect([file.statusCode, file.headers['content-type'], file.headers['cache-control']]).toEqual([
      200,
      'application/pdf',
      'no-store',
    ]);
    expect(file.headers['content-disposition']).toContain(`${creditNote}.pdf`);
    expect(file.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    const elsewhere = await grantCredit(world.dependencies, await GIVEN.acknowledged(world.people));
    for (const number of [elsewhere, 'CN-999999', '', 'x/../../v1/tickets']) {
      const nothing = await app.inject(`/open/${token}?credit-note=${encodeURIComponent(number)}`);
      expect([nothing.statusCode, nothing.headers['content-type']]).toEqual([403, 'text/html; charset=utf-8']);
    }
  });

  test('takes text for text, whoever wrote it', async () => {
    const mallory: Person = { ...ADA, name: EVIL };
    const { id } = await world.people.submit({ subject: EVIL, body: EVIL });
    await eventually(async () => (await world.people.ticket(id)).phase === 'review');
    await world.people.write(mallory, id, { body: `${EVIL}"'` });
    const page = await openedBy(id);
    const markups = [
      (await page.look()).body,
      (await page.send({ step: 'reply', body: ' ', once: EVIL, comment: EVIL })).body,
    ];
    for (const markup of markups) {
      expect(markup).not.toMatch(/<script|<img|onerror='/);
      // Title and heading, the first message, the answer's author and text.
      expect(markup.split(ESCAPED).length - 1).toBeGreaterThanOrEqual(5);
    }
    expect(markups[1]).toContain(`name="once" value="${ESCAPED}"`);
  });

  test('sends what is written as the customer, and shows it after a redirect', async () => {
    const id = await GIVEN.acknowledged(world.people);
    const { token } = await linkTo(world.people, id);
    const { look, send } = browser(app, token);
    const sent = await send({
      once: onceIn((await look()).body),
      step: 'reply',
      body: 'First line\r\nsecond — “ü”, 100 %',
    });
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `${token}#latest`]);
    const message = (await world.people.conversation(id)).at(-1);
    expect(message).toMatchObject({
      author: { role: 'customer', name: 'carla the customer' },
      visibility: 'public',
      body: 'First line\nsecond — “ü”, 100 %',
    });
    expect((await world.people.journal(id)).findLast(({ type }) => type === 'message.added')?.by).toBe('carla');
    expect((await look()).body).toContain('second — “ü”, 100 %');
  });

  test('counts a text that is sent twice once, and another one for itself', async () => {
    const id = await GIVEN.acknowledged(world.people);
    const { look, send } = await openedBy(id);
    const once = onceIn((await look()).body);
    const twice = await Promise.all([1, 2].map(() => send({ once, step: 'reply', body: 'Only once.' })));
    expect(twice.some(({ statusCode }) => statusCode === 303)).toBe(true);
    expect((await send({ once, step: 'reply', body: 'Only once.' })).statusCode).toBe(303);
    expect((await send({ once, step: 'reply', body: 'Something else.' })).statusCode).toBe(303);
    const bodies = (await world.people.conversation(id)).map(({ body }) => body);
    expect(bodies.filter((body) => /Only once|Something else/.test(body))).toEqual(['Only once.', 'Something else.']);
  });

  test('asks whether it is solved, and says so to Kept', async () => {
    for (const [step, comment, status] of [
      ['solved', 'Thank you!', 'closed'],
      ['not-solved', '', 'open'],
    ] as const) {
      const id = await GIVEN.resolved(world.people);
      const { look, send } = await openedBy(id);
      expect((await look()).body).toContain('<h2 id="confirm">Does this solve it?</h2>');
      expect((await send({ step, comment })).statusCode).toBe(303);
      const ticket = await world.people.ticket(id);
      expect([ticket.status, ticket.outcome]).toEqual([status, status === 'closed' ? 'confirmed' : null]);
      const said = (await world.people.conversation(id)).filter(({ body }) => body === 'Thank you!');
      expect(said).toHaveLength(comment === '' ? 0 : 1);
      expect((await look()).body).not.toContain('id="confirm"');
    }
  });

  test('keeps what was typed when it cannot be sent, and says why', async () => {
    const id = await GIVEN.acknowledged(world.people);
    const { send } = await openedBy(id);
    const empty = await send({ step: 'reply', body: '  ' });
    expect([empty.statusCode, empty.body]).toEqual([400, expect.stringContaining('Please write something')]);
    const early = await send({ step: 'solved', comment: 'Was it you?', once: 'the-same' });
    expect([early.statusCode, early.body]).toEqual([409, expect.stringContaining('has moved on meanwhile')]);
    const strange = await send({ step: 'take', body: 'x' });
    expect([strange.statusCode, strange.body]).toEqual([400, expect.stringContaining('role="alert"')]);

    const awayEngine = { ...world.dependencies.engine, command: () => Promise.reject(new EngineAwayError('away')) };
    const away = browser(
      await createApp({ ...world.dependencies, engine: awayEngine }),
      (await linkTo(world.people, id)).token,
    );
    const later = await away.send({ step: 'reply', body: 'A long <text>.', once: 'the-same' });
    expect(later.statusCode).toBe(503);
    expect(later.body).toContain('send it again in a moment');
    expect(later.body).toContain('\nA long &lt;text&gt;.</textarea>');
    expect(later.body).toContain('value="the-same"');
    expect((await send({ step: 'reply', body: 'A long <text>.', once: 'the-same' })).statusCode).toBe(303);
  });

  test('is for nobody else to see, keep or embed, and runs nothing', async () => {
    const id = await GIVEN.acknowledged(world.people);
    const { token } = await linkTo(world.people, id);
    for (const { headers, body } of [await browser(app, token).look(), await browser(app, 'forged').look()]) {
      const style = createHash('sha256')
        .update(/<style>([^]*)<\/style>/.exec(body)?.[1] ?? '')
        .digest('base64');
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': `default-src 'none';style-src 'sha256-${style}';form-action 'self';base-uri 'none';frame-ancestors 'none'`,
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      expect(body).not.toMatch(/<script|\son\w+=|style="|https?:\/\//);
    }
  });

  test.each([
    ['too much', 'application/x-www-form-urlencoded', `body=${'x'.repeat(600 * 1_024)}`],
    ['no form', 'text/csv', 'body'],
  ])('says that nothing was sent: %s', async (_, type, payload) => {
    const { token } = await linkTo(world.people, await GIVEN.acknowledged(world.people));
    const headers = { 'content-type': type };
    const { statusCode, body } = await app.inject({ method: 'POST', url: `/open/${token}`, headers, payload });
    expect([statusCode, body]).toEqual([400, expect.stringContaining('Nothing was sent')]);
    expect(body).toContain('Non è stato inviato nulla');
  });

  test('tells in every language when a link has expired or opens nothing, and what to do', async () => {
    const id = await GIVEN.acknowledged(world.people);
    const { token, expiresAt } = await linkTo(world.people, id, { validFor: '1h' });
    const late = await createApp({ ...world.dependencies, clock: { now: async () => after(expiresAt, HOUR) } });
    const gone = await world.dependencies.links.make({ id: 'never-made', ticketId: 'nowhere', expiresAt });
    for (const [opened, status, en, it] of [
      [browser(late, token), 410, 'This link has expired', 'Questo link è scaduto'],
      [browser(app, `${token}x`), 403, 'does not open anything', 'non apre nulla'],
      [browser(app, await world.tokens.of(ADA)), 403, 'does not open anything', 'non apre nulla'],
      [browser(app, gone), 403, 'does not open anything', 'non apre nulla'],
    ] as const) {
      for (const { statusCode, body } of [await opened.look(), await opened.send({ step: 'reply', body: 'Hm' })]) {
        expect([statusCode, body]).toEqual([status, expect.stringContaining(en)]);
        expect(body).toContain(it);
        expect(body).toContain('support@introserv.com');
      }
    }
    expect(await world.people.conversation(id)).not.toContainEqual(expect.objectContaining({ body: 'Hm' }));
  });
});
