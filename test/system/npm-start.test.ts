import { execFile, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createTransport } from 'nodemailer';
import type { TicketView } from '../../src/api/schemas/ticket.ts';
import { identityOf, kill } from '../../src/dev/processes.ts';
import { PROJECT_ROOT } from '../../src/process/environment.ts';
import { killKept, settingsFor, startKept } from '../support/npm/started-kept.ts';
import { temporaryDirectory } from '../support/servers/temporary-directory.ts';
import { INCOMPATIBLE, makeCheckout } from '../support/world/checkout.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';

const data = temporaryDirectory();
const settings = settingsFor(data);
const npm = (...args: string[]) => promisify(execFile)('npm', args, { cwd: PROJECT_ROOT, env: settings });

let running: ChildProcess | undefined;

let printed = '';

/** Starts everything, and gives the printed address of the API. */
async function start(root = PROJECT_ROOT): Promise<string> {
  const { child, url, output } = await startKept(settings, root);
  running = child;
  printed = output;
  return url;
}

const token = async (...args: string[]) => (await npm('run', '--silent', 'token', '--', ...args)).stdout.trim();

/** As a good client does: a 503, which a busy machine may give just after the start, is sent again under the same key. */
async function post<T>(url: string, bearer: string, body: object): Promise<T> {
  const headers = {
    authorization: `Bearer ${bearer}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
  };
  const response = await eventually(async () => {
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return answer.status !== 503 && answer;
  });
  expect([200, 201]).toContain(response.status);
  return (await response.json()) as T;
}

const serverPids = () => [
  Number(readFileSync(join(data, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]),
  (JSON.parse(readFileSync(join(data, 'temporal.pid.json'), 'utf8')) as { pid: number }).pid,
];

const parentPid = () => Number(readFileSync(join(data, 'kept.lock'), 'utf8').match(/\d+/)?.[0]);

async function stop(): Promise<void> {
  const exited = once(running!, 'exit');
  kill(parentPid(), 'SIGINT');
  expect(await exited).toEqual([0, null]);
}

/** What a failed test leaves running must not be the next one's failure. */
afterEach(async () => {
  if (running === undefined || running.exitCode !== null) return;
  const exited = once(running, 'exit');
  killKept(running);
  await exited;
});

/** By the line that was printed, as somebody with a shell runs it. */
async function decideBySignal(ticket: string, id: string, agent: string): Promise<void> {
  const asked = { type: 'special-request', reason: 'They are new.' };
  const { approvalId } = await post<{ approvalId: string }>(`${ticket}/approvals`, agent, asked);
  const [line = ''] = /^ {2}\S*temporal workflow signal .*\\\n.*\\\n.*$/m.exec(printed) ?? [];
  await promisify(execFile)('bash', ['-c', line], { env: { ...settings, ID: id, APPROVAL: approvalId } });
  const headers = { authorization: `Bearer ${agent}` };
  await eventually(async () => {
    const response = await fetch(`${ticket}/approvals/${approvalId}`, { headers });
    return ((await response.json()) as { state: string }).state === 'approved';
  });
}

/** As a newcomer does in the browser: writes a mail, reads the answer, answers it. */
async function mailBothWays(url: string, agent: string): Promise<void> {
  const page = `${url}/dev/mail`;
  const fill = (fields: Record<string, string>) =>
    fetch(page, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  const write = { from: 'newcomer@example.com', subject: 'By mail', text: 'Is anybody there?' };
  expect((await fill({ ...write, from: 'nobody' })).status).toBe(400);
  expect((await fill(write)).status).toBe(303);
  const answers = await eventually(async () => {
    const [, id] = /<li id="([^"]+)">\s*<h3>Re: By mail/.exec(await (await fetch(page)).text()) ?? [];
    return id;
  });
  expect((await fill({ answers, text: 'It is me again.' })).status).toBe(303);
  const headers = { authorization: `Bearer ${agent}` };
  const { items } = (await (await fetch(`${url}/v1/tickets`, { headers })).json()) as { items: TicketView[] };
  const ticket = items.find(({ subject }) => subject === 'By mail')!;
  expect(ticket).toMatchObject({ channel: 'email', customer: expect.stringMatching(/^mail-[0-9a-f]{32}$/) });
  await eventually(async () => {
    const answer = await fetch(`${url}/v1/tickets/${ticket.id}/conversation`, { headers });
    const { messages } = (await answer.json()) as { messages: { body: string }[] };
    return messages.some(({ body }) => body === 'It is me again.');
  });
  const customer = await token('customer', '--sub', ticket.customer);
  await post(`${url}/v1/tickets/${ticket.id}/withdrawal`, customer, {});
}

const inboundPort = () => Number(/Mail in +smtp:\/\/[\d.]+:(\d+)/.exec(printed)?.[1]);

/** What its sender was told that we have is a ticket, whatever happened to us since. */
const untilOpened = (url: string, agent: string, wanted: string) =>
  eventually(async () => {
    const answer = await fetch(`${url}/v1/mails?state=opened`, { headers: { authorization: `Bearer ${agent}` } });
    const { items } = (await answer.json()) as { items: { subject: string }[] };
    return items.some(({ subject }) => subject === wanted);
  });

test('after kill -9 of all of it, npm start goes on with the same ticket; a clean stop leaves nothing running', async () => {
  const before = await start();
  const [customer, agent] = await Promise.all([token('customer'), token('agent')]);
  const { id } = await post<TicketView>(`${before}/v1/tickets`, customer, {
    channel: 'ticket',
    subject: 'Charged twice',
    body: 'Why was I charged twice?',
  });
  await post(`${before}/v1/tickets/${id}/messages`, agent, { body: 'I am looking into it.' });
  await mailBothWays(before, agent);

  const taken = createTransport({ host: '127.0.0.1', port: inboundPort(), ignoreTLS: true });
  await taken.sendMail({
    from: 'late@example.com',
    to: 'support@introserv.com',
    subject: 'Just before',
    text: 'Hello?',
  });
  const killed = [parentPid(), ...serverPids()];
  for (const pid of killed) kill(pid, 'SIGKILL');
  await eventually(async () => killed.every((pid) => identityOf(pid) === undefined));

  const after = await start();
  await untilOpened(after, agent, 'Just before');
  const ticket = `${after}/v1/tickets/${id}`;
  // A task that died with its worker is tried again after its timeout, 10 s; a client waits for that as it is told to.
  await eventually(async () => {
    const headers = {
      authorization: `Bearer ${agent}`,
      'content-type': 'application/json',
      'idempotency-key': 'review',
    };
    const response = await fetch(`${ticket}/review`, { method: 'POST', headers, body: '{"kind":"simple"}' });
    return response.status === 200;
  });
  await decideBySignal(ticket, id, agent);
  await post(`${ticket}/resolution`, agent, { summary: 'The second charge was reversed.' });
  const closed = await post<TicketView>(`${ticket}/confirmation`, customer, { solved: true });
  expect(closed).toMatchObject({ id, status: 'closed', outcome: 'confirmed' });
  expect(closed.promises.filter(({ state }) => state === 'missed')).toEqual([]);

  const started = [parentPid(), ...serverPids()];
  await stop();
  expect(started.filter((pid) => identityOf(pid) !== undefined)).toEqual([]);
});

test('after a change of the workflow code, npm start goes on with the tickets of the code before', async () => {
  const before = await start();
  const [customer, agent] = await Promise.all([token('customer'), token('agent')]);
  const request = { channel: 'ticket', subject: 'Charged twice', body: 'Why was I charged twice?' };
  const { id } = await post<TicketView>(`${before}/v1/tickets`, customer, request);
  await post(`${before}/v1/tickets/${id}/messages`, agent, { body: 'I am looking into it.' });
  await stop();

  const after = await start(makeCheckout(INCOMPATIBLE));
  // Those of the test before are among them, as far as they had not ended when their worker was stopped.
  const carriedOver = [...printed.matchAll(/"ticket":"([^"]+)".*carried over into a new run/g)].map(([, of]) => of);
  expect(carriedOver).toContain(id);
  expect(printed).toMatch(
    new RegExp(`Build +[0-9a-f]{16}, tickets carried over from earlier builds: ${carriedOver.length}\\n`),
  );
  await post(`${after}/v1/tickets/${id}/review`, agent, { kind: 'simple' });
  await post(`${after}/v1/tickets/${id}/resolution`, agent, { summary: 'The second charge was reversed.' });
  const closed = await post<TicketView>(`${after}/v1/tickets/${id}/confirmation`, customer, { solved: true });
  expect(closed).toMatchObject({ id, status: 'closed', outcome: 'confirmed' });
  expect(closed.promises.filter(({ state }) => state === 'missed')).toEqual([]);
  await stop();
});
