import { execFile, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TicketView } from '../../src/api/schemas/ticket.ts';
import { identityOf, kill } from '../../src/dev/processes.ts';
import { PROJECT_ROOT } from '../../src/process/environment.ts';
import { killKept, settingsFor, startKept } from '../support/npm/started-kept.ts';
import { temporaryDirectory } from '../support/servers/temporary-directory.ts';
import { eventually } from '../support/world/eventually.ts';

jest.setTimeout(120_000);

const data = temporaryDirectory();
const settings = settingsFor(data);
const npm = (...args: string[]) => promisify(execFile)('npm', args, { cwd: PROJECT_ROOT, env: settings });

let running: ChildProcess | undefined;

/** Starts everything, and gives the printed address of the API. */
async function start(): Promise<string> {
  const { child, url } = await startKept(settings);
  running = child;
  return url;
}

const token = async (...args: string[]) => (await npm('run', '--silent', 'token', '--', ...args)).stdout.trim();

async function post<T>(url: string, bearer: string, body: object): Promise<T> {
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  expect([200, 201]).toContain(response.status);
  return (await response.json()) as T;
}

const serverPids = () => [
  Number(readFileSync(join(data, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]),
  (JSON.parse(readFileSync(join(data, 'temporal.pid.json'), 'utf8')) as { pid: number }).pid,
];

const parentPid = () => Number(readFileSync(join(data, 'kept.lock'), 'utf8').match(/\d+/)?.[0]);

afterAll(() => {
  if (running !== undefined) killKept(running);
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

  const killed = [parentPid(), ...serverPids()];
  for (const pid of killed) kill(pid, 'SIGKILL');
  await eventually(async () => killed.every((pid) => identityOf(pid) === undefined));

  const after = await start();
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
  }, 60_000);
  await post(`${ticket}/resolution`, agent, { summary: 'The second charge was reversed.' });
  const closed = await post<TicketView>(`${ticket}/confirmation`, customer, { solved: true });
  expect(closed).toMatchObject({ id, status: 'closed', outcome: 'confirmed' });
  expect(closed.promises.filter(({ state }) => state === 'missed')).toEqual([]);

  const started = [parentPid(), ...serverPids()];
  const exited = once(running!, 'exit');
  kill(parentPid(), 'SIGINT');
  expect(await exited).toEqual([0, null]);
  expect(started.filter((pid) => identityOf(pid) !== undefined)).toEqual([]);
});
