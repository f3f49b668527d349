import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kill } from '../../src/dev/processes.ts';
import { PROJECT_ROOT } from '../../src/process/environment.ts';
import { killKept, settingsFor, startKept, type StartedKept } from '../support/npm/started-kept.ts';
import { temporaryDirectory } from '../support/servers/temporary-directory.ts';

const data = temporaryDirectory();
const settings = settingsFor(data);

/** The real command; its exit code, and what a person would read. */
const demoWith = (env: NodeJS.ProcessEnv, ...args: string[]) =>
  new Promise<{ code: number; said: string }>((resolve) => {
    const command = ['run', '--silent', 'demo', '--', ...args];
    const child = execFile('npm', command, { cwd: PROJECT_ROOT, env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, said: `${stdout}${stderr}` }),
    );
  });
const demo = (...args: string[]) => demoWith(settings, ...args);

describe('npm run demo beside npm start', () => {
  let kept: StartedKept;
  beforeAll(async () => {
    kept = await startKept(settings);
  });
  afterAll(async () => {
    const exited = once(kept.child, 'exit');
    kill(Number(/\d+/.exec(readFileSync(join(data, 'kept.lock'), 'utf8'))?.[0]), 'SIGINT');
    const deadline = setTimeout(() => killKept(kept.child), 30_000);
    await exited;
    clearTimeout(deadline);
  });

  test('plays E1 to E4 to their end, each with its timeline', async () => {
    const { code, said } = await demo('--pace', '0', '--url', kept.url);
    expect({ code, said }).toMatchObject({ code: 0 });
    const [, e1 = '', e2 = '', e3 = '', e4 = ''] = said.split(/^E\d  /m);
    for (const [story, number] of [
      [e1, 1],
      [e2, 2],
      [e3, 3],
      [e4, 4],
    ] as const) {
      expect(story).toContain(`Ticket #${number} is closed. Promises: `);
      expect(story).toMatch(/acknowledgement kept, 1:\d\d before it was due/);
      expect(story).toMatch(/first reply kept, 9:\d\d before it was due/);
      expect(story).not.toContain('missed');
      expect(story).not.toContain('undefined');
    }
    expect(bands(e1)).toEqual(['1 submit · support', '2 review · support', '5 resolve · support']);
    const handedOver = [
      '1 submit · support',
      '2 review · support',
      '3 forward · sysadmins',
      '4 specialist · sysadmins',
      '5 resolve · sysadmins',
    ];
    expect([bands(e2), bands(e3)]).toEqual([handedOver, handedOver]);
    expect(bands(e4)).toEqual(['1 submit · support', '2 review · support', '5 resolve · support']);
    expect(words(e4)).toContain('Ada asked management for a credit of 50.00 EUR (internal)');
    expect(words(e4)).toContain('Marta approved it (by api)');
    expect(words(e4)).toMatch(/issued credit note CN-\d{6}/);
    expect(words(e4)).toMatch(/Their comment: With our apologies\..*VAT 22 % \(IT\): 11\.00.EUR/);
    expect(words(e2)).toContain('Your request #2 “My VPS is slow” is now with our system administrators');
    expect(words(e3)).toContain('You will have an estimate of the time it takes by');
    expect(Math.max(...said.split('\n').map((row) => row.length))).toBeLessThanOrEqual(100);
    // Colour is for terminals, and this is none.
    expect(said).not.toContain('\u001b');
  });

  test('the table has every promise of E2, and how it ended', async () => {
    const { code, said } = await demo('e2', '--pace', '0', '--url', kept.url);
    expect(code).toBe(0);
    const rows = said.slice(said.indexOf('how it ended')).split('\n').slice(1);
    const ended = rows.slice(0, rows.indexOf('')).map((row) => row.trim().split(/ {2,}/));
    expect(ended.map(([name, , , how]) => [name, how?.split(',')[0]])).toEqual([
      ['acknowledgement', 'kept'],
      ['first reply', 'kept'],
      ['status update', 'kept'],
      ['resolution', 're-estimated in time'],
      ['status update 2', 'kept'],
      ['next reply', 'kept'],
      ['status update 3', 'no longer needed'],
      ['answer by datacentre', 'kept'],
      ['pick-up by sysadmins', 'kept'],
      ['status update 4', 'kept'],
      ['resolution 2', 're-estimated in time'],
      ['status update 5', 'kept'],
      ['resolution 3', 'kept'],
      ['status update 6', 'no longer needed'],
    ]);
  });

  test('the customer reads Italian, by a clock of their own', async () => {
    const { code, said } = await demo('e1', '--pace', '0', '--url', kept.url, '--locale', 'it', '--zone', 'Asia/Tokyo');
    expect(code).toBe(0);
    expect(words(said)).toContain('Perché mi avete addebitato due volte?');
    expect(words(said)).toContain('del Giappone)');
    expect(said).toContain('by the clock of Asia/Tokyo');
  });

  test('tokens that this Kept does not know: which setting to mend', async () => {
    const { code, said } = await demoWith({ ...settings, KEPT_DATA_DIR: temporaryDirectory() }, '--url', kept.url);
    expect(code).toBe(1);
    expect(said).toContain('give this command the KEPT_DATA_DIR of npm start');
  });
});

test('nobody at the address: what to do, and nothing else', async () => {
  const { code, said } = await demo('--url', 'http://127.0.0.1:9');
  expect(code).toBe(1);
  expect(said.trim().split('\n')).toEqual([
    'Nothing answers at http://127.0.0.1:9: start Kept first with npm start, in another terminal, or give its address with --url.',
  ]);
});

test.each([
  [['e9'], 'There is no story e9: expected one of e1, e2, e3, e4'],
  [['--pace', 'soon'], 'Expected --pace to be milliseconds from 0 to 60000, got soon'],
  [['--zone', 'Mars/Base'], '--zone: expected an IANA time zone such as Europe/Rome, got Mars/Base'],
  [['--frist'], "Unknown option '--frist'"],
])('%j is told in one sentence', async (args, sentence) => {
  expect(await demo(...args)).toEqual({ code: 2, said: `${sentence}; see npm run demo -- --help\n` });
});

const bands = (story: string): string[] => [...story.matchAll(/^── (.*?) ─+$/gm)].map(([, name]) => name ?? '');

/** The text without what wrapping put into it. */
const words = (text: string): string => text.replaceAll(/\s*\n[ │]*/g, ' ');
