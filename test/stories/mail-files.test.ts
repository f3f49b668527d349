import { createHash, randomBytes } from 'node:crypto';
import type { MessageView } from '../../src/api/schemas/conversation.ts';
import { browser, linkTo } from '../api/support/by-link.ts';
import { eventually } from '../support/world/eventually.ts';
import { startMailWorld, SUPPORT, type MailWorld } from '../support/world/mail-world.ts';
import { ADA, CUNO, type Person } from '../support/world/tokens.ts';

jest.setTimeout(120_000);

const ANNA: Person = { id: 'mailto:anna@example.com', name: 'Anna', role: 'customer', teams: [] };
const PAGE = '<script>alert(document.cookie)</script>';
const PICTURE = randomBytes(50_000);
const BOMB = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200_000)]);

describe('Files that come by mail', () => {
  let world: MailWorld;
  let id: string;
  let message: MessageView;
  beforeAll(async () => {
    world = await startMailWorld();
    await world.send({
      from: { name: 'Anna', address: 'anna@example.com' },
      to: SUPPORT,
      subject: 'files',
      text: 'See these.',
      attachments: [
        { filename: 'größe.png', content: PICTURE, contentType: 'image/png' },
        { filename: '../page.html', content: PAGE, contentType: 'text/html' },
        { filename: 'bomb.zip', content: BOMB, contentType: 'application/zip' },
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
      ['bomb.zip', BOMB.length, hash(BOMB), null],
      ['update.exe', 2, null, 'forbidden-type'],
    ]);
  });

  test.each([0, 1, 2])('number %s is given to who may see the ticket, to be saved and never shown', async (index) => {
    const { id: file, fileName } = message.attachments[index]!;
    const content = [PICTURE, Buffer.from(PAGE), BOMB][index]!;
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

  test('five hundred mails at once, and none is lost', async () => {
    const senders = Array.from({ length: 500 }, (_, n) => `crowd-${n}@example.com`);
    const sent = await Promise.all(
      senders.map((from) => world.send({ from, to: SUPPORT, subject: 'crowd', text: `From ${from}.` })),
    );
    expect(sent).toHaveLength(500);
    const states = () => world.mails('crowd').then((mails) => mails.map(({ state }) => state));
    await eventually(async () => {
      const known = await states();
      return known.length === 500 && !known.includes('waiting');
    }, 60_000);
    expect(new Set(await states())).toEqual(new Set(['opened']));
    const { count } = await world.store
      .selectFrom('tickets')
      .where('subject', '=', 'crowd')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(500);
  });
});
