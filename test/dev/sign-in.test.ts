import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/process/environment.ts';
import { temporaryDirectory } from '../support/servers/temporary-directory.ts';

const ISSUER = { AUTH_ISSUER: 'https://login.example', AUTH_AUDIENCE: 'kept' };
const PRODUCTION = { NODE_ENV: 'production' };
const LINK_SECRET = 'x'.repeat(32);

interface Outcome {
  code: number;
  /** Both streams, as a terminal shows them. */
  output: string;
}

const run = (file: string, settings: Record<string, string>, ...args: string[]): Promise<Outcome> =>
  new Promise((resolve) => {
    const env = { ...process.env, DATABASE_URL: '', ...settings };
    const command = ['--import', 'tsx', file, ...args];
    execFile(process.execPath, command, { cwd: PROJECT_ROOT, env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr }),
    );
  });

describe('npm run api', () => {
  const api = (settings: Record<string, string>) =>
    run('src/api/run.ts', { KEPT_DATA_DIR: temporaryDirectory(), ...settings });

  test('refuses production in which anybody could sign in', async () => {
    const { code, output } = await api(PRODUCTION);
    expect(code).toBe(1);
    expect(output).toMatch(/refuses to start:\n {2}AUTH_ISSUER: .*\n {2}LINK_SECRET: .*\n$/);
    expect((await api({ ...PRODUCTION, ...ISSUER })).output).toMatch(/refuses to start:\n {2}LINK_SECRET: .*\n$/);
  });

  test('goes on in production with an issuer, whether that is there or not', async () => {
    const { output } = await api({ ...PRODUCTION, ...ISSUER, LINK_SECRET });
    expect(output).toContain('DATABASE_URL is not set');
    expect(output).not.toContain('ANYBODY');
  });

  test('warns of the development issuer', async () => {
    const { output } = await api({});
    expect(output).toMatch(/"level":40.*development issuer signs ANYBODY in/);
    expect(output).toContain('DATABASE_URL is not set');
  });
});

describe.each(['src/dev/token.ts', 'src/demo/main.ts'])('%s', (file) => {
  const args = file.endsWith('token.ts') ? ['customer'] : [];

  test.each<[string, Record<string, string>, RegExp]>([
    ['another issuer', ISSUER, /^AUTH_ISSUER is set, so tokens come from https:\/\/login\.example: .*\n$/],
    ['production', PRODUCTION, /^The development issuer signs anybody in as anyone: .*\n$/],
  ])('signs nothing with %s', async (_what, settings, sentence) => {
    const data = temporaryDirectory();
    const { code, output } = await run(file, { KEPT_DATA_DIR: data, ...settings }, ...args);
    expect(code).toBe(1);
    expect(output).toMatch(sentence);
    expect(existsSync(join(data, 'development-issuer.json'))).toBe(false);
  });
});
