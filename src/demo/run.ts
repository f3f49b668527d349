import { z } from 'zod';
import { openDevelopmentIssuer, type DevelopmentIssuer } from '../api/auth/development-issuer.ts';
import type { Principal } from '../api/auth/principal.ts';
import { ArgumentFault } from '../process/command-line.ts';
import { parseEnvironment, type Environment } from '../process/environment.ts';
import { reachableHost } from '../process/reachable-host.ts';
import { requireDevelopmentIssuer } from '../process/sign-in.ts';
import { StartFault } from '../process/start-fault.ts';
import { HELP, readArguments } from './arguments.ts';
import { ADA } from './cast.ts';
import { Client } from './client.ts';
import { playStory } from './play-story.ts';
import { terminal } from '../timeline/terminal.ts';

/** The whole of `npm run demo`, from the command line to the exit code. */
export async function run(args: string[]): Promise<number> {
  const stop = untilAsked();
  try {
    const { help, stories, url, paceMs, locale, zone } = readArguments(args);
    if (help) {
      console.log(HELP);
      return 0;
    }
    const environment = parseEnvironment();
    requireDevelopmentIssuer(environment);
    const client = new Client(url ?? addressOf(environment), tokensBy(environment), stop);
    await client.send({ path: '/readyz', answer: z.object({ status: z.literal('ok') }) });
    await client.send({ as: ADA, path: '/v1/me', answer: z.object({ id: z.literal(ADA.id) }) });
    const screen = terminal();
    screen.print(`A customer and three people of staff, over HTTP, at ${client.url}.\n`);
    for (const story of stories) {
      await playStory({ story, client, paceMs, customer: { locale, timeZone: zone }, screen, stop });
    }
    return 0;
  } catch (error) {
    if (stop.aborted) {
      console.error('\nStopped; a ticket in the middle of its story stays as it is.');
      return 130;
    }
    console.error(error instanceof Error ? error.message : String(error));
    return error instanceof ArgumentFault ? 2 : 1;
  }
}

const TOKEN_SECONDS = 3_600;

/** As npm run token signs them. The key is looked for once Kept is there: without it, nothing should be left on disk. */
function tokensBy({ KEPT_DATA_DIR }: Environment): (person: Principal) => Promise<string> {
  let issuer: Promise<DevelopmentIssuer> | undefined;
  return async (person) => (await (issuer ??= openDevelopmentIssuer(KEPT_DATA_DIR))).issue(person, TOKEN_SECONDS);
}

/** Ctrl-C ends the story between two steps, or in the middle of a pause. */
function untilAsked(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}

/** An API that listens everywhere is spoken to on this machine. */
function addressOf({ HOST, PORT }: Environment): string {
  if (PORT === 0) throw new StartFault('PORT=0 lets npm start choose a port: give the address it printed with --url.');
  const host = reachableHost(HOST);
  return `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`;
}
