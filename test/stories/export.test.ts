import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { buffer } from 'node:stream/consumers';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import type { ExportedTicket } from '../../src/api/export/export-ticket.ts';
import { zipExport } from '../../src/api/export/zip-export.ts';
import { connectStore } from '../../src/store/connect.ts';
import { createDatabase } from '../support/servers/database.ts';
import { browser, linkTo } from '../api/support/by-link.ts';
import { startMailWorld, SUPPORT, type MailWorld } from '../support/world/mail-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, CUNO } from '../support/world/tokens.ts';

const ANNA: Person = { id: 'anna', name: 'Anna', role: 'customer', teams: [] };
const EVIL = '<script>alert(1)</script>';

/** What is in an archive, by its path. */
async function unzip(archive: Buffer): Promise<Map<string, Buffer>> {
  const zip = await promisify<Buffer, object, ZipFile>(fromBuffer)(archive, { lazyEntries: true });
  const found = new Map<string, Buffer>();
  const open = promisify(zip.openReadStream.bind(zip)) as (entry: Entry) => Promise<NodeJS.ReadableStream>;
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      open(entry)
        .then((stream) => buffer(stream))
        .then((content) => {
          found.set(entry.fileName, content);
          zip.readEntry();
        }, reject);
    });
    zip.on('end', resolve).on('error', reject);
    zip.readEntry();
  });
  return found;
}

test('files are read as the archive is, one by one', async () => {
  const database = await createDatabase();
  const store = connectStore(database.url);
  try {
    let asked = 0;
    const counting = store.withPlugin({
      transformQuery: ({ node }) => {
        asked += 1;
        return node;
      },
      transformResult: async ({ result }) => ({
        ...result,
        // As much as an archive's reader may leave unread, and more.
        rows: [{ content: randomBytes(1_000_000) }],
      }),
    });
    const files = Array.from({ length: 20 }, (_, index) => ({ id: randomUUID(), path: `attachments/${index}.bin` }));
    const archive = zipExport(counting, randomUUID(), { number: 1, files, html: () => '', json: {} as ExportedTicket });
    await sleep(500);
    expect(asked).toBeLessThan(4);
    expect((await unzip(await buffer(archive))).size).toBe(22);
    expect(asked).toBe(20);
  } finally {
    await store.destroy();
    await database.drop();
  }
});

describe('P14: the customer takes the full conversation with them', () => {
  let world: MailWorld;
  let id: string;
  beforeAll(async () => {
    world = await startMailWorld();
    ANNA.id = world.customerIdOf('anna@example.com');
    await world.send({
      from: { name: `Anna ${EVIL}`, address: 'anna@example.com' },
      to: SUPPORT,
      subject: 'export',
      text: `Look: ${EVIL}`,
      attachments: [
        { filename: 'log.txt', content: 'one' },
        { filename: 'log.txt', content: 'two' },
        { filename: '../../up.txt', content: 'three' },
        { filename: 'bad.exe', content: 'MZ' },
      ],
    });
    id = (await world.outcome('export')).ticket_id!;
    await world.people.write(ADA, id, { body: 'Not for customers.', visibility: 'internal' });
    await world.people.write(ADA, id, { body: 'I see.' });
  });
  afterAll(() => world.end());

  const exported = async (format: string, viewer: Person) =>
    world.app.inject({
      url: `/v1/tickets/${id}/export${format}`,
      headers: { authorization: `Bearer ${await world.tokens.of(viewer)}` },
    });

  test.each([ANNA, ADA])('as an archive, for $id: all that the customer may read, and no more', async (viewer) => {
    const answer = await exported('', viewer);
    const { number } = await world.people.ticket(id);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="ticket-${number}.zip"`,
      'cache-control': 'private, no-store',
    });
    const files = await unzip(answer.rawPayload);
    expect([...files.keys()]).toEqual([
      'conversation.json',
      'conversation.html',
      'attachments/1-log.txt',
      'attachments/2-log (2).txt',
      'attachments/3-up.txt',
    ]);
    expect(files.get('attachments/2-log (2).txt')?.toString()).toBe('two');
    const json = JSON.parse(files.get('conversation.json')!.toString()) as ExportedTicket;
    const public_ = (await world.people.conversation(id)).filter(({ visibility }) => visibility === 'public');
    expect(json.messages.map(({ id: messageId, body }) => [messageId, body])).toEqual(
      public_.map(({ id: messageId, body }) => [messageId, body]),
    );
    expect(json).toMatchObject({ version: 1, company: 'INTROSERV', ticket: { id, number, subject: 'export' } });
    expect(json.messages[0]?.attachments.map(({ path, refused }) => path ?? refused)).toEqual([
      'attachments/1-log.txt',
      'attachments/2-log (2).txt',
      'attachments/3-up.txt',
      'forbidden-type',
    ]);
    const page = files.get('conversation.html')!.toString();
    expect(page).toContain('href="attachments/2-log%20(2).txt"');
    for (const text of [page, JSON.stringify(json)]) expect(text).not.toContain('Not for customers.');
    expect(page).not.toContain(EVIL);
    expect(page).toContain('&lt;script&gt;');
  });

  test('as JSON, and as one page without links to what is not there', async () => {
    const json = (await exported('?format=json', ANNA)).json<ExportedTicket>();
    expect(json.messages.map(({ body }) => body)).toEqual(expect.arrayContaining([`Look: ${EVIL}`, 'I see.']));
    const { body, headers } = await exported('?format=html', ANNA);
    expect(headers['content-disposition']).toMatch(/^attachment; filename="ticket-\d+\.html"$/);
    expect(body).toContain('<li>log.txt</li>');
    expect(body).not.toContain('href=');
  });

  test('not for others, and in no other form', async () => {
    expect((await exported('', CUNO)).statusCode).toBe(404);
    expect((await exported('?format=pdf', ANNA)).statusCode).toBe(400);
  });

  test('from the page behind a link', async () => {
    const { token } = await linkTo(world.people, id);
    expect((await browser(world.app, token).look()).body).toContain('href="?export=zip"');
    const answer = await world.app.inject({ url: `/open/${token}?export=zip` });
    expect(answer.headers['content-type']).toBe('application/zip');
    expect((await unzip(answer.rawPayload)).has('conversation.html')).toBe(true);
  });
});
