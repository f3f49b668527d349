import { execFile, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { identityOf } from '../../src/dev/processes.ts';
import { createUndo } from '../../src/dev/undo.ts';
import { PROJECT_ROOT } from '../../src/process/environment.ts';
import { run } from '../../src/scenarios/run.ts';
import { recordedServers } from '../../src/scenarios/servers/recorded-servers.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import { commandHere, type Ended } from '../support/npm/command-here.ts';
import { address } from '../support/servers/addresses.ts';
import { temporaryDirectory } from '../support/servers/temporary-directory.ts';

process.env['TEMPORAL_TEST_SERVER'] = address('timeSkippingServer');

const directory = temporaryDirectory();
const at = (name: string): string => join(directory, name);
const file = (name: string, text: string): string => {
  writeFileSync(at(name), text);
  return at(name);
};

const storyOf = (name: string, steps: string): string => `story: ${name}\ncites: [P2]\nsteps:\n${steps}`;
const SUBMIT = '  - { who: carla, submit: Help! }\n';
const WELL = `${SUBMIT}  - { at: +1m, expect: [phase is review] }\n`;
const WRONG = `${SUBMIT}  - { at: +11m, expect: [nothing missed] }\n`;
const BROKEN = '  - { who: carla, replay: Help! }\n';

const good = file('good.yaml', storyOf('All is well', WELL));
const bad = file('bad.yaml', storyOf('All is wrong', WRONG));
const broken = file('broken.yaml', storyOf('Broken', BROKEN));
const past = file('past.yaml', `story: Past\nstart: 2020-01-01 08:00\nsteps:\n${WELL}`);
const strangers = file(
  'strangers.yaml',
  `story: Strangers\nactors: { zoe: { role: agent, teams: [nowhere] } }\nsteps:\n${WELL}`,
);

const scenario = (...args: string[]): Promise<Ended> =>
  promisify(execFile)('npm', ['run', '--silent', 'scenario', '--', ...args], {
    cwd: PROJECT_ROOT,
    env: process.env,
  }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    (error: unknown) => {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, out: stdout, err: stderr };
    },
  );

/** The same in this process, which has loaded what it takes. */
const here = (...args: string[]): Promise<Ended> => commandHere(() => run(args, createUndo()));

describe('npm run scenario', () => {
  test('tells what happened, what passed and failed and what nobody shows, with all its reports', async () => {
    const [html, junit] = [at('page.html'), at('junit.xml')];
    const { code, out } = await scenario(good, bad, '--html', html, '--junit', junit, '--coverage');
    expect(code).toBe(1);
    expect(out).toContain('── 1 submit · support');
    expect(out).toContain('✓ All is well (1 expectation, instants ±0:02; ');
    expect(out).toContain('✗ All is wrong');
    expect(out).toMatch(new RegExp(`${bad}:5 +expected: nothing missed\n +instead: first-reply 1 is missed`));
    expect(out).toMatch(/Stories: 1 passed, 1 failed; simulated [\d.]+ days in [\d.]+ s/);
    expect(out).toContain('promise  P3 ');
    expect(readFileSync(junit, 'utf8')).toMatch(/<testsuites?[^>]* tests="2" failures="1"/);
    expect(readFileSync(html, 'utf8')).toContain('All is wrong');
  });

  test('as JSON, of those that were asked for, under another policy', async () => {
    const shipped = readFileSync(join(PROJECT_ROOT, 'policies/introserv.yaml'), 'utf8');
    const patient = file('patient.yaml', shipped.replace('target: 10m', 'target: 20m'));
    const { code, out } = await here(good, bad, broken, '--only', '^all.*WRONG', '--policy', patient, '--json');
    expect(JSON.parse(out)).toMatchObject({ stories: [{ name: 'All is wrong', failures: [] }], broken: [] });
    expect(code).toBe(0);
  });
});

describe('at once, before servers start', () => {
  test.each<[string, string[], RegExp]>([
    ['a story that is none', [broken], /broken\.yaml:4 +steps\[0\]\.replay: unknown here; expected one of at, who,/],
    ['a file that is none', [at('none.yaml')], /none\.yaml:1: the file can't be read \(ENOENT\)/],
    ['a policy that is none', [good, '--policy', broken], /is not a valid policy/],
    ['an option that is none', ['--loud'], /Unknown option '--loud'.*--help/],
    ['a pattern that fits none', [good, '--only', 'xyz'], /No story fits xyz/],
    ['a pattern that is none', [good, '--only', '('], /Expected --only to be a regular expression/],
    ['lanes that are none', [good, '--lanes', '0'], /Expected --lanes to be from 1 to 16, got 0/],
    ['two that do not go together', ['--watch', '--coverage'], /--watch goes on for ever/],
    ['one file for two reports', ['--html', 'x', '--junit', './x'], /both name x/],
    ['a report in the place of a story', ['--junit', good, bad], /--junit would take the place of .*good\.yaml/],
    ['a start that has passed', [past], /past\.yaml:2 +start: expected an instant ahead/],
    [
      'people whom no policy knows',
      [strangers],
      /strangers\.yaml:2 +actors\.zoe: expected of support, .*, not nowhere/,
    ],
    ['a report that cannot be written', [good, '--junit', at('none/x')], /none\/x can't be written \(ENOENT\)/],
    ['a directory without stories', [temporaryDirectory()], /There are no stories in/],
  ])('%s is told, with 2', async (_, args, message) => {
    expect(await here(...args)).toMatchObject({ code: 2, err: expect.stringMatching(message) });
  });

  test('--help tells all options', async () => {
    const { code, out } = await here('--help');
    expect(code).toBe(0);
    for (const option of ['only', 'policy', 'brief', 'html', 'json', 'junit', 'coverage', 'watch', 'lanes']) {
      expect(out).toContain(`--${option}`);
    }
  });
});

/** One that goes on until it is asked to stop. */
function begun(args: string[], more: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/scenarios/main.ts', ...args], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...more },
    // As in a terminal, where Ctrl-C reaches all that it has started as well.
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    ended,
    says: (...words: string[]) => eventually(async () => words.every((word) => output.includes(word)), 90_000),
    forget: () => (output = ''),
    interrupt: () => process.kill(-(child.pid ?? 0), 'SIGINT'),
  };
}

test('--watch plays what is new or changed, forgets what is gone, and reports the last of each', async () => {
  const [stories, junit] = [at('stories'), at('watched.xml')];
  mkdirSync(stories);
  const story = (name: string, text: string) => writeFileSync(join(stories, name), text);
  const reported = () => [...readFileSync(junit, 'utf8').matchAll(/<testcase name="([^"]*)"/g)].map(([, name]) => name);
  story('1.yaml', storyOf('One', WELL));
  const { interrupt, ended, says, forget } = begun([stories, '--watch', '--brief', '--junit', junit]);
  try {
    await says('✓ One', 'Watching');
    expect(reported()).toEqual(['One']);

    story('2.yaml', storyOf('Two', WELL));
    await says('✓ Two');
    await eventually(async () => reported().join() === 'One,Two');

    forget();
    story('1.yaml', storyOf('One', BROKEN));
    await says('replay: unknown here', '1 failed');
    await eventually(async () => reported().join() === `Two,${join(stories, '1.yaml')}`);

    rmSync(join(stories, '1.yaml'));
    await eventually(async () => reported().join() === 'Two');

    renameSync(stories, at('elsewhere'));
    await says("the file can't be read (ENOENT)");
    forget();
    renameSync(at('elsewhere'), stories);
    await says('✓ Two');
  } finally {
    interrupt();
  }
  expect(await ended).toBe(130);
});

test('who asks to stop waits for what is being played, which goes on as if nothing were', async () => {
  const replies = Array.from({ length: 40 }, () => '  - { at: 1m later, who: ada, reply: Still looking. }\n').join('');
  const long = file('long.yaml', storyOf('Long', WELL + replies));
  const next = file('next.yaml', storyOf('Next', WELL));
  const junit = at('stopped.xml');
  const { interrupt, ended, says } = begun([good, long, next, '--lanes', '1', '--brief', '--junit', junit]);
  await says('✓ All is well');
  // By then its worker is there, and has most of it ahead.
  await sleep(1_500);
  interrupt();
  await says('Ctrl-C again', '✓ Long', '2 passed, 0 failed', 'Stopped: 1 of them were not played.');
  expect(await ended).toBe(130);
  expect(readFileSync(junit, 'utf8')).toMatch(/<testsuites?[^>]* tests="2" failures="0"/);
});

test('who asks twice to stop need not wait, and nothing is left behind', async () => {
  const looks = Array.from({ length: 20 }, () => '  - expect: [phase is resolve]\n').join('');
  const slow = file('slow.yaml', storyOf('Slow', SUBMIT + looks));
  const TMPDIR = temporaryDirectory();
  const { interrupt, ended, says } = begun([good, slow, '--lanes', '1'], { TMPDIR });
  await says('✓ All is well');
  const [name = ''] = readdirSync(TMPDIR).filter((one) => one.startsWith('kept-test-'));
  const servers = await eventually(async () => {
    const pids = recordedServers(join(TMPDIR, name));
    return pids.length > 0 && pids;
  });
  interrupt();
  await says('Ctrl-C again');
  await sleep(1_200);
  interrupt();
  await says('Ended without waiting');
  expect(await ended).toBe(130);
  expect(readdirSync(TMPDIR).filter((one) => one.startsWith('kept-test-'))).toEqual([]);
  await eventually(async () => servers.every((pid) => identityOf(pid) === undefined));
});
