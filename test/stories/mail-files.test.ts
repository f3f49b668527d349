import { createHash, randomBytes } from 'node:crypto';
import type { MessageView } from '../../src/api/schemas/conversation.ts';
import { makeZipBomb } from '../channels/support/zip-bomb.ts';
import { browser, linkTo } from '../api/support/by-link.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import { startMailWorld, SUPPORT, type MailWorld } from '../support/world/mail-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, CUNO } from '../support/world/tokens.ts';

const ANNA: Person = { id: 'anna', name: 'Anna', role: 'customer', teams: [] };
const PAGE = '<script>alert(document.cookie)</script>';
const PICTURE = randomBytes(50_000);

describe('Files that come by mail', () => {
  let world: MailWorld;
  let id: string;
  let message: MessageView;
  let bomb: Buffer;
  beforeAll(async () => {
    world = await startMailWorld();
    ANNA.id = world.customerIdOf('anna@example.com');
    bomb = await makeZipBomb();
    await world.send({
      from: { name: 'Anna', address: 'anna@example.com' },
      to: SUPPORT,
      subject: 'files',
      text: 'See these.',
      attachments: [
        { filename: 'größe.png', content: PICTURE, contentType: 'image/png' },
        { filename: '../page.html', content: PAGE, contentType: 'text/html' },
        { filename: 'bomb.zip', content: bomb, contentType: 'application/zip' },
        { filename: 'update.exe', content: 'MZ', contentType: 'application/octet-stream' },
      ],
    });
    id = (await world.outcome('files')).ticket_id!;
    message = (await world.people.conversation(id))[0]!;
  });
  afterAll(() => world.end());

  const fetchFile = async (path: string, viewer: Person) =>
    world.app.inject({
      url: `/v1/tickets/${id}/attachments/${path}`,
      headers: { authorization: `Bearer ${await world.tokens.of(viewer)}` },
    });

  test('are listed with their hash, and those that were not kept with the reason', () => {
    const shown = message.attachments.map(({ fileName, size, sha256, refused }) => [fileName, size, sha256, refused]);
    const hash = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');
    expect(shown).toEqual([
      ['größe.png', PICTURE.length, hash(PICTURE), null],
      ['page.html', PAGE.length, hash(PAGE), null],
      ['bomb.zip', bomb.length, hash(bomb), null],
      ['update.exe', 2, null, 'forbidden-type'],
    ]);
  });

  test.each([0, 1, 2])('number %s is given to who may see the ticket, to be saved and never shown', async (index) => {
    const { id: file, fileName } = message.attachments[index]!;
    const content = [PICTURE, Buffer.from(PAGE), bomb][index]!;
    for (const viewer of [ANNA, ADA]) {
      const answer = await fetchFile(file, viewer);
      expect(answer.statusCode).toBe(200);
      expect(answer.rawPayload.equals(content)).toBe(true);
      expect(answer.headers).toMatchObject({
        'content-type': 'application/octet-stream',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'",
        'cache-control': 'private, no-store',
      });
      expect(answer.headers['content-disposition']).toMatch(/^attachment; /);
      expect(answer.headers['content-disposition']).toContain(encodeURIComponent(fileName));
    }
    expect((await fetchFile(file, CUNO)).statusCode).toBe(404);
  });

  test('what was not kept, is not there, or is another ticket’s, is not found', async () => {
    expect((await fetchFile(message.attachments[3]!.id, ADA)).statusCode).toBe(404);
    expect((await fetchFile('nonsense', ADA)).statusCode).toBe(404);
    expect((await fetchFile('%00', ADA)).statusCode).toBe(404);
    const other = await world.people.submit();
    const url = `/v1/tickets/${other.id}/attachments/${message.attachments[0]!.id}`;
    expect((await world.people.send(ADA, 'GET', url)).status).toBe(404);
  });

  test('the page behind a link lists them, and gives them to be saved', async () => {
    const { token } = await linkTo(world.people, id);
    const { body } = await browser(world.app, token).look();
    const [, href] = /<a href="(\?file=[^"]+)">page\.html<\/a>/.exec(body) ?? [];
    expect(body).toContain('update.exe (not kept');
    const answer = await world.app.inject({ url: `/open/${token}${href}` });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-security-policy': "sandbox; default-src 'none'",
    });
    expect(answer.body).toBe(PAGE);
  });

  test('staff find what became of each mail, and the mail as it came; customers do not', async () => {
    await world.send({ from: 'anna@example.com', to: SUPPORT, subject: 'away', headers: { Precedence: 'bulk' } });
    await world.outcome('away');
    const { body } = await world.people.send<{
      items: { id: string; subject: string; state: string; reason: string }[];
    }>(ADA, 'GET', '/v1/mails?state=automatic&limit=1');
    expect(body.items).toMatchObject([{ subject: 'away', state: 'automatic', reason: 'Precedence: bulk' }]);
    const file = await world.people.send<string>(ADA, 'GET', `/v1/mails/${body.items[0]?.id}/file`);
    expect(file.headers['content-type']).toBe('message/rfc822');
    const all = await world.people.send<{ nextCursor: string }>(ADA, 'GET', '/v1/mails?limit=1');
    const next = await world.people.send(ADA, 'GET', `/v1/mails?limit=1&cursor=${all.body.nextCursor}`);
    expect(next.body).toMatchObject({ items: [{ subject: 'files', state: 'opened', ticketId: id }], nextCursor: null });
    expect((await world.people.send(ANNA, 'GET', '/v1/mails')).status).toBe(403);
    expect((await world.people.send(ADA, 'GET', '/v1/mails?cursor=x')).status).toBe(400);
    expect((await world.people.send(ADA, 'GET', '/v1/mails/none/file')).status).toBe(404);
  });

  test('what is written to stop us becomes tickets like any other, and the mail behind it is not late', async () => {
    const html = '<blockquote>'.repeat(100) + '<br>x'.repeat(190_000);
    const text = 'Op a schreef b\n'.repeat(1_300);
    const attachments = [{ filename: `a${'.'.repeat(110_000)}x`, content: 'x' }];
    const raw = `From: bad@example.com\r\nTo: ${SUPPORT}\r\nSubject: hostile\r\nCc: a@${'大'.repeat(160_000)}.com\r\n\r\nx`;
    for (const fields of [{ html }, { text }, { text: 'x', attachments }, { raw }]) {
      await world.send({
        from: 'bad@example.com',
        to: SUPPORT,
        subject: 'hostile',
        ...fields,
        envelope: { from: 'bad@example.com', to: SUPPORT },
      });
    }
    await world.send({ from: 'good@example.com', to: SUPPORT, subject: 'good', text: 'Hello.' });
    expect(await world.outcome('good')).toMatchObject({ state: 'opened', tries: 1 });
    for (const nth of [1, 2, 3, 4]) {
      expect(await world.outcome('hostile', nth)).toMatchObject({ state: 'opened', tries: 1 });
    }
  });

  test('of megabytes of quoted text a conversation keeps as much as anybody reads', async () => {
    const quoted = `> ${'x'.repeat(97)}\n`.repeat(50_000);
    await world.send({ from: 'long@example.com', to: SUPPORT, subject: 'long', text: `Yes.\n\n${quoted}` });
    const { ticket_id } = await world.outcome('long');
    const [{ body, folded }] = (await world.people.conversation(ticket_id!)) as [MessageView];
    expect(body.length + (folded?.length ?? 0)).toBeLessThan(160_000);
    expect(folded).toMatch(/\[…\]$/);
  });

  test('a mail that is too big for us is listed with the reason, and by whom it is', async () => {
    const beginning = Buffer.from('From: Anna <anna@example.com>\r\nSubject: huge\r\n\r\nxxx');
    await world.room.refuse({ source: 'imap', envelopeFrom: '', envelopeTo: [], raw: beginning }, 'it is too big');
    const { body } = await world.people.send(ADA, 'GET', '/v1/mails?state=refused&limit=1');
    expect(body).toMatchObject({
      items: [{ source: 'imap', sender: 'anna@example.com', subject: 'huge', reason: 'it is too big', ticketId: null }],
    });
    expect(await world.outcome('huge')).toMatchObject({ state: 'refused', tries: 0 });
  });

  test('five hundred mails at once, and none is lost', async () => {
    const senders = Array.from({ length: 500 }, (_, n) => `crowd-${n}@example.com`);
    // As a server sends: what is not taken for now is sent again.
    const sendPatiently = async (from: string): Promise<void> => {
      await world.send({ from, to: SUPPORT, subject: 'crowd', text: `From ${from}.` }).catch(async (error: unknown) => {
        if ((error as { responseCode?: number }).responseCode !== 451) throw error;
        await sleep(1_000);
        await sendPatiently(from);
      });
    };
    await Promise.all(senders.map(sendPatiently));
    await eventually(async () => {
      await sleep(500);
      const counts = await world.store
        .selectFrom('incoming_mails')
        .where('subject', '=', 'crowd')
        .groupBy('state')
        .select(({ fn }) => ['state', fn.countAll<string>().as('count')])
        .execute();
      return counts.length === 1 && counts[0]?.state === 'opened' && Number(counts[0].count) >= 500;
    }, 180_000);
    const { count } = await world.store
      .selectFrom('tickets')
      .where('subject', '=', 'crowd')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(500);
  });
});
