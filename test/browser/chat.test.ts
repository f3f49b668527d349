import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Frame, Page } from 'playwright-core';
import { startApiProcess, type ApiProcess } from '../api/support/api-process.ts';
import { linkTo } from '../api/support/by-link.ts';
import { startBrowser } from '../support/servers/browser.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';

const EVIL = `<img src=x onerror="document.title='evil'"><script>document.title='evil'</script>`;

let customers = 0;
const somebody = (): Person => {
  customers += 1;
  return { ...CARLA, id: `chatter-${customers}` };
};

describe('the chat, in a browser', () => {
  let world: TimeSkippingWorld;
  let api: ApiProcess;
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    api = await startApiProcess(world);
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await api.stop();
    await world.end();
  });
  beforeEach(async () => {
    page = await browser.newPage({ locale: 'en-GB' });
    page.on('pageerror', (error) => faults.push(error.message));
  });
  afterEach(async () => {
    await page.close();
    expect(faults.splice(0)).toEqual([]);
  });

  const said = (frame: Page | Frame = page) => frame.locator('#messages > li .body').allInnerTexts();
  const saysAtLast = (words: string, frame: Page | Frame = page) =>
    eventually(async () => (await said(frame)).at(-1)?.includes(words));
  const write = async (words: string, frame: Page | Frame = page) => {
    await frame.locator('#body').fill(words);
    await frame.locator('#write button').click();
  };
  const open = async (customer: Person, query = '') =>
    page.goto(`${api.origin}/chat${query}#token=${await world.tokens.of(customer)}`);
  const ticketOf = ({ id }: Person) =>
    eventually(() =>
      world.store.selectFrom('tickets').where('customer', '=', id).select(['id', 'subject']).executeTakeFirst(),
    );

  test('both ways, live: a question, its acknowledgement, an answer, and the last word', async () => {
    const customer = somebody();
    await open(customer);
    await write('My server is slow.\nSince this morning.');
    await saysAtLast('We have received your request');
    expect(await page.locator('#body').inputValue()).toBe('');
    const { id, subject } = await ticketOf(customer);
    expect(subject).toBe('My server is slow.');

    await world.people.write(ADA, id, { body: 'I look into it.' });
    await saysAtLast('I look into it.');
    await page.locator('#body').fill('Thanks, it is vps-12');
    await page.locator('#body').press('Shift+Enter');
    await page.locator('#body').pressSequentially('and vps-13.');
    await page.locator('#body').press('Enter');
    await saysAtLast('Thanks, it is vps-12\nand vps-13.');

    await world.people.step(ADA, id, 'review', { kind: 'simple' });
    await world.people.step(ADA, id, 'resolution', { summary: 'Restarted.' });
    await page.locator('#confirm button[value=solved]').click();
    await eventually(async () => (await world.people.ticket(id)).status === 'closed');
    await page.locator('#notice', { hasText: 'This conversation is closed.' }).waitFor();
    expect(await page.locator('#confirm').isHidden()).toBe(true);
  });

  test('is what it is, whatever is written: markup is text', async () => {
    const customer = somebody();
    await open(customer);
    await write(EVIL);
    await saysAtLast('We have received your request');
    expect((await said())[0]).toBe(EVIL);
    expect(await page.title()).toBe('Chat with INTROSERV');
  });

  test('goes on where it was, when the page is opened again or the API was away', async () => {
    const customer = somebody();
    const token = await world.tokens.of(customer);
    let other = await startApiProcess(world);
    const { port } = new URL(other.origin);
    await page.goto(`${other.origin}/chat#token=${token}`);
    await write('Are you there?');
    await saysAtLast('We have received your request');
    const { id } = await ticketOf(customer);

    await other.stop();
    await page.locator('#notice', { hasText: 'The connection is lost.' }).waitFor();
    await world.people.write(ADA, id, { body: 'Written meanwhile.' });
    other = await startApiProcess(world, { port: Number(port) });
    try {
      await saysAtLast('Written meanwhile.');
      const before = await said();
      await page.reload();
      await saysAtLast('Written meanwhile.');
      expect(await said()).toEqual(before);
    } finally {
      await other.stop();
    }
  });

  test('speaks the language that it is asked for, and that of the browser', async () => {
    await open(somebody(), '?language=it');
    expect(await page.title()).toBe('Chat con INTROSERV');
    await write('Il server è lento.');
    await saysAtLast('Abbiamo ricevuto la vostra richiesta');
    const italian = await browser.newPage({ locale: 'it-IT' });
    await italian.goto(`${api.origin}/chat`);
    expect(await italian.title()).toBe('Chat con INTROSERV');
    await italian.close();
  });

  test('a link opens its conversation, and nobody without one', async () => {
    const { id } = await world.people.submit({ channel: 'chat', body: 'First words.' }, somebody());
    const { token } = await linkTo(world.people, id);
    await page.goto(`${api.origin}/chat#${new URLSearchParams({ ticket: id, token }).toString()}`);
    await eventually(async () => (await said())[0] === 'First words.');
    await write('And more.');
    await eventually(async () => (await said()).includes('And more.'));

    const stranger = await browser.newPage();
    await stranger.goto(`${api.origin}/chat#token=nonsense`);
    await stranger.locator('#notice', { hasText: 'Please sign in' }).waitFor();
    await stranger.goto(`${api.origin}/chat`);
    await stranger.locator('#notice', { hasText: 'Please sign in' }).waitFor();
    expect(await stranger.locator('#write').isHidden()).toBe(true);
    await stranger.close();
  });

  describe('in a frame of a site of somebody else', () => {
    let site: Server;
    let origin: string;
    const PAGE = `<!doctype html><title>Shop</title><iframe id="chat" title="Chat"></iframe>
<script>
  addEventListener('message', ({ data }) => { if (data.kept === 'token-wanted') document.title = 'asked'; });
</script>`;
    beforeAll(async () => {
      site = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(PAGE));
      await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
      origin = `http://localhost:${(site.address() as AddressInfo).port}`;
    });
    afterAll(() => new Promise((resolve) => site.close(resolve)));

    test('works, and takes a fresh token when it asks for one', async () => {
      await page.goto(origin);
      await page.evaluate(`chat.src = '${api.origin}/chat'`);
      await eventually(async () => (await page.title()) === 'asked');
      const token = await world.tokens.of(somebody());
      await page.evaluate(`chat.contentWindow.postMessage({ keptToken: '${token}' }, '*')`);
      const chat = page.frames().find((frame) => frame.url().startsWith(api.origin))!;
      await chat.locator('#write').waitFor();
      await write('Hello from the shop.', chat);
      await saysAtLast('We have received your request', chat);
    });
  });
});
