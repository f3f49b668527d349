import { relative, resolve } from 'node:path';
import { PROJECT_ROOT, type Environment } from '../process/environment.ts';
import { usesDevelopmentIssuer } from '../process/sign-in.ts';
import { withoutPassword } from './servers.ts';
import type { Running } from './start.ts';

export const HELP = `Starts Kept on this machine: PostgreSQL, Temporal, the worker and the API. Nothing has to be installed first;
what is missing is fetched once and cached. Ctrl-C stops all of it, a second Ctrl-C at once.

  npm start

Settings are environment variables:
  PORT, HOST            where the API listens (8080, 127.0.0.1)
  DATABASE_URL          a PostgreSQL to use instead of starting one
  TEMPORAL_ADDRESS      a Temporal to use instead of starting one, host:port; TEMPORAL_NAMESPACE (default); TLS and
                        API key by Temporal's own variables (TEMPORAL_API_KEY, TEMPORAL_TLS_…)
  POLICY_FILE           the policy (policies/introserv.yaml)
  KEPT_DATA_DIR         where the started servers keep their data (.kept)
  KEPT_CACHE_DIR        where fetched servers are kept (kept in the user's cache directory)
  TEMPORAL_CLI          Temporal's command line tool, if it is not on the PATH
  AUTH_ISSUER           an OpenID Connect issuer whose tokens count; without it the development issuer signs anybody in
  AUTH_AUDIENCE         whom its tokens must be meant for
  LINK_SECRET           signs customers' links (a key in KEPT_DATA_DIR); at least 32 characters
  PUBLIC_URL            where customers' links lead (where the API listens)
  SMTP_URL              the mail server that takes e-mail to customers, smtp:// or smtps:// (a mailbox on this machine)
  STAFF_WEBHOOK_URL     a chat's incoming webhook that notices to staff go to, as Slack has it (none)
  WEBHOOK_ALLOW_PRIVATE true: webhooks may be at http addresses, and at private and loopback ones (false)
  INBOUND_SMTP_PORT     where mail to the support address is taken (nowhere); INBOUND_TLS_KEY_FILE and INBOUND_TLS_CERT_FILE
                        encrypt it
  IMAP_URL              a mailbox to read mail from, such as imaps://user:password@mail.example.com/INBOX (none)
  DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE
                        signs e-mail for a domain; all three or none
  LOG_LEVEL             trace, debug, info, warn, error, fatal, silent (info)`;

const ANYBODY = `the DEVELOPMENT ISSUER: signs ANYBODY in as anyone (npm run token)
               For this machine only; set AUTH_ISSUER and AUTH_AUDIENCE before others can reach it`;

/** Where the demo looks by itself. */
const DEMO_DEFAULT = 'http://127.0.0.1:8080';

export function summary(running: Running, environment: Environment, seconds: number): string {
  const { apiUrl, buildId, carriedOver, databaseUrl, temporalAddress, temporalUiUrl } = running;
  const { SMTP_URL } = environment;
  // The password of a database of one's own belongs to its owner; that of ours is of no use elsewhere.
  const postgres = environment.DATABASE_URL === undefined ? databaseUrl : withoutPassword(databaseUrl);
  return `
Kept is ready after ${seconds.toFixed(1)} s.

  API          ${apiUrl}
  API docs     ${apiUrl}/docs${usesDevelopmentIssuer(environment) ? `\n  Chat         ${apiUrl}/dev/chat shows it as on a site of yours\n  Templates    ${apiUrl}/dev/templates` : ''}
  Temporal     ${temporalAddress}${temporalUiUrl === undefined ? '' : `, UI ${temporalUiUrl}`}
  PostgreSQL   ${postgres}
  Mail out     ${running.hasLocalMailbox ? `${apiUrl}/dev/mail shows what is sent, and lets one answer; nothing leaves this machine` : SMTP_URL === undefined ? 'none: set SMTP_URL' : withoutPassword(SMTP_URL)}
  Mail in      ${mailIn(running, environment)}
  Build        ${buildId}${carriedOver === 0 ? '' : `, tickets carried over from earlier builds: ${carriedOver}`}
  Data         ${relative(process.cwd(), environment.KEPT_DATA_DIR) || '.'}
  Sign-in      ${environment.AUTH_ISSUER ?? ANYBODY}

${environment.AUTH_ISSUER === undefined ? firstSteps(apiUrl, environment) : ''}${decisionBySignal(running, environment)}Ctrl-C stops all of it.
`;
}

/** With tokens of the development issuer, which no other issuer would sign. */
const firstSteps = (apiUrl: string, environment: Environment): string => `See it at work, in another terminal:
  ${npmRun(environment, 'demo')}${apiUrl === DEMO_DEFAULT ? '' : ` -- --url ${apiUrl}`}

A token to sign in with:
  ${npmRun(environment, 'token')} -- customer

A first ticket:
  curl ${apiUrl}/v1/tickets \\
    -H "Authorization: Bearer $(${npmRun(environment, '--silent token')} -- customer)" -H 'Content-Type: application/json' \\
    -d '{"channel": "ticket", "subject": "My server is slow", "body": "Since this morning pages take ten seconds."}'

`;

/** For managers without the API, by the tool and the server that are here. */
const decisionBySignal = (
  { temporalCli = 'temporal', temporalAddress }: Running,
  { TEMPORAL_NAMESPACE: namespace }: Environment,
): string => `A manager's decision by signal, with the ids of a ticket and of what was asked for:
  ${inShell(temporalCli)} workflow signal --address ${temporalAddress}${namespace === 'default' ? '' : ` --namespace ${inShell(namespace)}`} \\
    --workflow-id ticket-$ID --name decideApproval \\
    --input '{"approvalId": "'$APPROVAL'", "decision": "approve", "by": "manager-1"}'

`;

const mailIn = ({ inboundMailPort }: Running, { HOST, IMAP_URL }: Environment): string => {
  const ways = [
    ...(inboundMailPort === undefined ? [] : [`smtp://${HOST}:${inboundMailPort}`]),
    ...(IMAP_URL === undefined ? [] : [withoutPassword(IMAP_URL)]),
  ];
  return ways.length === 0 ? 'none: set INBOUND_SMTP_PORT or IMAP_URL' : ways.join(', ');
};

const inShell = (text: string): string => (/^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** Tokens are signed with the key in the data directory: another one would make tokens that nobody believes. */
function npmRun({ KEPT_DATA_DIR }: Environment, script: string): string {
  const isDefault = KEPT_DATA_DIR === resolve(PROJECT_ROOT, '.kept');
  return `${isDefault ? '' : `KEPT_DATA_DIR=${KEPT_DATA_DIR} `}npm run ${script}`;
}
