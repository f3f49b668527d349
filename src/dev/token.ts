import { openDevelopmentIssuer } from '../api/auth/development-issuer.ts';
import { mailAddress } from '../channels/mail/mail-address.ts';
import { ROLES, type Role } from '../domain/ticket/actor.ts';
import { parseEnvironment } from '../process/environment.ts';
import { readCurrentPolicy } from '../process/policy-file.ts';
import { requireDevelopmentIssuer } from '../process/sign-in.ts';
import { commandLine } from '../process/command-line.ts';
import { StartFault } from '../process/start-fault.ts';

const HELP = `Prints a bearer token of the development issuer, which only this machine's Kept accepts, and only without AUTH_ISSUER.

  npm run token -- ROLE [--sub ID] [--team TEAM]… [--name NAME] [--email ADDRESS] [--hours N]

  ROLE     customer, agent or manager
  --sub    who it is for (customer-1, agent-1 or manager-1)
  --team   an agent's team; may be repeated (support)
  --name   the name that others read (the id)
  --email  where mail reaches them (the id at example.com, for customers)
  --hours  how long it is valid (12)

  TOKEN=$(npm run --silent token -- customer)`;

const { fault, parse } = commandLine('token');

const DEFAULT_HOURS = 12;
const MAX_HOURS = 24 * 365;

/** `npm run token`: signs in as anyone, without a server and before one is started. */
async function token(args: string[]): Promise<string> {
  const { values, positionals } = parseArguments(args);
  if (values.help === true) return HELP;
  const role = readRole(positionals);
  const environment = parseEnvironment();
  requireDevelopmentIssuer(environment);
  for (const option of ['sub', 'name'] as const) requireText(option, values[option]);
  const id = values.sub ?? `${role}-1`;
  const teams = role === 'agent' ? (values.team ?? ['support']) : (values.team ?? []);
  await requireTeams(teams, environment.POLICY_FILE);
  const issuer = await openDevelopmentIssuer(environment.KEPT_DATA_DIR);
  const address = values.email === undefined ? exampleAddress(role, id) : readAddress(values.email);
  const person = { id, name: values.name ?? id, role, teams, ...(address === null ? {} : { address }) };
  return issuer.issue(person, readHours(values.hours) * 3_600);
}

const parseArguments = (args: string[]) =>
  parse({
    args,
    allowPositionals: true,
    options: {
      sub: { type: 'string' },
      team: { type: 'string', multiple: true },
      name: { type: 'string' },
      email: { type: 'string' },
      hours: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });

function readRole([role, ...rest]: string[]): Role {
  const known = ROLES.find((candidate) => candidate === role);
  if (known !== undefined && rest.length === 0) return known;
  const got = role === undefined ? 'none' : [role, ...rest].join(' ');
  throw fault(`Expected one role of ${ROLES.join(', ')}, got ${got}`);
}

function requireText(option: string, value: string | undefined): void {
  if (value?.trim() === '') throw new StartFault(`Expected some text after --${option}`);
}

function readAddress(email: string): string {
  const address = mailAddress(email);
  if (address === null) throw new StartFault(`Expected --email to be an e-mail address, got ${email}`);
  return address;
}

/** So that customers who are made up get mail, too. */
const exampleAddress = (role: Role, id: string): string | null =>
  role === 'customer' ? mailAddress(`${id}@example.com`) : null;

function readHours(hours: string | undefined): number {
  const parsed = Number(hours ?? DEFAULT_HOURS);
  if (parsed > 0 && parsed <= MAX_HOURS) return parsed;
  throw new StartFault(`Expected --hours to be a number above 0 and up to ${MAX_HOURS}, got ${hours ?? ''}`);
}

/** A token for a team that doesn't exist would be refused everywhere, and nobody would see why. */
async function requireTeams(teams: string[], policyFile: string): Promise<void> {
  const known = Object.keys((await readCurrentPolicy(policyFile)).policy.teams);
  const unknown = teams.find((team) => !known.includes(team));
  if (unknown !== undefined) throw new StartFault(`There is no team ${unknown}: expected one of ${known.join(', ')}`);
}

try {
  console.log(await token(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
