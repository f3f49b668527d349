import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { HttpPeople } from '../support/world/people.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, CARLA, CUNO, MONA, SIRI } from '../support/world/tokens.ts';
import { grantCredit } from './support/credits.ts';
import { contractPeople, type OpenApi } from './support/contract.ts';
import { after, HOUR, instantOf } from '../../src/domain/calendar/instant.ts';
import { answerPath, approvalPath, GIVEN, HAND_OVER, type Given } from './support/given.ts';
import { verdictOf } from './support/problems.ts';

/** Carla wrote the ticket, Ada's team holds it, Siri's does not. */
const COLUMNS: (Person | null)[] = [null, CARLA, CUNO, ADA, SIRI, MONA];

const WHO = '401 unauthenticated';
const ROLE = '403 forbidden';
const TEAM = '403 not-holding-team';
const ASKED = '403 not-consulted-team';
/** Mona is a manager by her token, and in no directory. */
const UNKNOWN = '403 not-a-manager';
const GONE = '404 not-found';
/** The path of the document itself: no week is called so. */
const BAD = '400 invalid-request';
const NEW = { channel: 'ticket', subject: 'Slow', body: 'My server is slow.' };

const inHours = (hours: number) => after(instantOf(Date.now()), hours * HOUR);

type Row = [
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  given: Given,
  body: object | undefined,
  verdicts: string[],
];

// prettier-ignore
const TABLE: Row[] = [
  //                                                                      nobody  Carla  Cuno   Ada    Siri   Mona
  ['POST', '/v1/tickets',                'acknowledged', NEW,             [WHO,   '201', '201', ROLE,  ROLE,  ROLE]],
  ['GET',  '/v1/tickets',                'acknowledged', undefined,       [WHO,   '200', '200', '200', '200', '200']],
  ['GET',  '/v1/tickets/ID',             'acknowledged', undefined,       [WHO,   '200', GONE,  '200', '200', '200']],
  ['GET',  '/v1/tickets/ID/conversation','acknowledged', undefined,       [WHO,   '200', GONE,  '200', '200', '200']],
  ['GET',  '/v1/tickets/ID/journal',     'acknowledged', undefined,       [WHO,   ROLE,  ROLE,  '200', '200', '200']],
  ['GET',  '/v1/tickets/ID/time',        'acknowledged', undefined,       [WHO,   ROLE,  ROLE,  '200', '200', '200']],
  ['GET',  '/v1/tickets/ID/live',        'acknowledged', undefined,       [WHO,   '200', GONE,  '200', '200', '200']],
  ['POST', '/v1/tickets/ID/links',       'acknowledged', undefined,       [WHO,   ROLE,  ROLE,  '201', '201', '201']],
  ['GET',  '/v1/tickets/ID/links',       'acknowledged', undefined,       [WHO,   ROLE,  ROLE,  '200', '200', '200']],
  // A link that nobody made.
  ['POST', '/v1/tickets/ID/links/{linkId}/revocation', 'acknowledged', undefined, [WHO,  ROLE,  ROLE,  GONE,  GONE,  GONE]],
  ['POST', '/v1/tickets/ID/messages',    'acknowledged', { body: 'Hm' },  [WHO,   '201', GONE,  '201', TEAM,  '201']],
  ['POST', '/v1/tickets/ID/take',        'acknowledged', undefined,       [WHO,   ROLE,  ROLE,  '200', TEAM,  '200']],
  ['POST', '/v1/tickets/ID/release',     'taken',        undefined,       [WHO,   ROLE,  ROLE,  '200', TEAM,  '200']],
  ['POST', '/v1/tickets/ID/assignment',  'taken',        { assignee: 'abel' },
                                                                          [WHO,   ROLE,  ROLE,  '200', TEAM,  '200']],
  ['POST', '/v1/tickets/ID/review',      'acknowledged', { kind: 'simple' },
                                                                          [WHO,   ROLE,  ROLE,  '200', TEAM,  '200']],
  ['POST', '/v1/tickets/ID/forward',     'acknowledged', HAND_OVER,       [WHO,   ROLE,  ROLE,  '200', TEAM,  '200']],
  ['POST', '/v1/tickets/ID/consultations','acknowledged', { team: 'datacentre', question: 'Is it on?' },
                                                                          [WHO,   ROLE,  ROLE,  '200', TEAM,  '200']],
  ['POST', '/v1/tickets/ID/consultations/{cid}/answer', 'consulting', { answer: 'No.' },
                                                                          [WHO,   ROLE,  ROLE,  ASKED, '200', '200']],
  ['POST', '/v1/tickets/ID/estimate',    'acknowledged', { readyBy: inHours(5), explanation: 'Big.' },
                                                                          [WHO,   ROLE,  ROLE,  '200', TEAM,  '200']],
  ['POST', '/v1/tickets/ID/approvals',   'acknowledged', { type: 'special-request', reason: 'Why not.' },
                                                                          [WHO,   ROLE,  ROLE,  '201', TEAM,  '201']],
  ['GET',  '/v1/tickets/ID/approvals/{approvalId}', 'asking', undefined,  [WHO,   '200', GONE,  '200', '200', '200']],
  ['POST', '/v1/tickets/ID/approvals/{approvalId}/withdrawal', 'asking', undefined,
                                                                          [WHO,   ROLE,  ROLE,  '200', TEAM,  '200']],
  ['POST', '/v1/tickets/ID/approvals/{approvalId}/decision', 'asking', { decision: 'refuse' },
                                                                          [WHO,   ROLE,  ROLE,  ROLE,  ROLE,  UNKNOWN]],
  ['GET',  '/v1/approvals',              'asking',       undefined,       [WHO,   ROLE,  ROLE,  ROLE,  ROLE,  '200']],
  ['POST', '/v1/tickets/ID/resolution',  'acknowledged', { summary: 'Done.' },
                                                                          [WHO,   ROLE,  ROLE,  '200', TEAM,  '200']],
  ['POST', '/v1/tickets/ID/confirmation','resolved',     { solved: true },[WHO,   '200', GONE,  ROLE,  ROLE,  ROLE]],
  ['POST', '/v1/tickets/ID/withdrawal',  'acknowledged', undefined,       [WHO,   '200', GONE,  ROLE,  ROLE,  ROLE]],
  ['GET',  '/v1/credit-notes',           'acknowledged', undefined,       [WHO,   '200', '200', '200', '200', '200']],
  ['GET',  '/v1/credit-notes/{number}',  'acknowledged', undefined,       [WHO,   '200', GONE,  '200', '200', '200']],
  ['GET',  '/v1/credit-notes/{number}.pdf','acknowledged', undefined,     [WHO,   '200', GONE,  '200', '200', '200']],
  // The id of a ticket is none of a notice.
  ['GET',  '/v1/notices',                'acknowledged', undefined,       [WHO,   ROLE,  ROLE,  '200', '200', '200']],
  ['POST', '/v1/notices/ID/acknowledgement', 'acknowledged', undefined,   [WHO,   ROLE,  ROLE,  GONE,  GONE,  GONE]],
  ['GET',  '/v1/tickets/ID/export',      'acknowledged', undefined,       [WHO,   '200', GONE,  '200', '200', '200']],
  // A file that nobody sent, and the id of a ticket is none of a mail.
  ['GET',  '/v1/tickets/ID/attachments/{attachmentId}', 'acknowledged', undefined, [WHO, GONE, GONE, GONE, GONE, GONE]],
  ['GET',  '/v1/mails',                  'acknowledged', undefined,       [WHO,   ROLE,  ROLE,  '200', '200', '200']],
  ['GET',  '/v1/mails/ID/file',          'acknowledged', undefined,       [WHO,   ROLE,  ROLE,  GONE,  GONE,  GONE]],
  ['POST', '/v1/mails/ID/release',       'acknowledged', undefined,       [WHO,   ROLE,  ROLE,  GONE,  GONE,  GONE]],
  // The id of a ticket is none of a webhook.
  ['GET',  '/v1/webhooks',               'acknowledged', undefined,       [WHO,   ROLE,  ROLE,  ROLE,  ROLE,  '200']],
  ['POST', '/v1/webhooks',               'acknowledged', { url: 'https://example.com' },
                                                                          [WHO,   ROLE,  ROLE,  ROLE,  ROLE,  '201']],
  ['DELETE','/v1/webhooks/ID',           'acknowledged', undefined,       [WHO,   ROLE,  ROLE,  ROLE,  ROLE,  GONE]],
  ['POST', '/v1/webhooks/ID/enabling',   'acknowledged', undefined,       [WHO,   ROLE,  ROLE,  ROLE,  ROLE,  GONE]],
  ['POST', '/v1/webhooks/ID/test',       'acknowledged', undefined,       [WHO,   ROLE,  ROLE,  ROLE,  ROLE,  GONE]],
  ['GET',  '/v1/webhooks/ID/deliveries', 'acknowledged', undefined,       [WHO,   ROLE,  ROLE,  ROLE,  ROLE,  GONE]],
  ['GET',  '/v1/me',                     'acknowledged', undefined,       [WHO,   '200', '200', '200', '200', '200']],
  ['GET',  '/v1/teams',                  'acknowledged', undefined,       [WHO,   '200', '200', '200', '200', '200']],
  ['GET',  '/v1/reports/promises',       'acknowledged', undefined,       [WHO,   ROLE,  ROLE,  ROLE,  ROLE,  '200']],
  ['GET',  '/v1/reports/digests',        'acknowledged', undefined,       [WHO,   ROLE,  ROLE,  ROLE,  ROLE,  '200']],
  ['GET',  '/v1/reports/digests/{week}', 'acknowledged', undefined,       [WHO,   ROLE,  ROLE,  ROLE,  ROLE,  BAD]],
  ['GET',  '/healthz',                   'acknowledged', undefined,       ['200', '200', '200', '200', '200', '200']],
  ['GET',  '/readyz',                    'acknowledged', undefined,       ['200', '200', '200', '200', '200', '200']],
];

describe('who may do what: every route, every role, as documented', () => {
  let world: TimeSkippingWorld;
  let people: HttpPeople;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    people = await contractPeople(world.dependencies);
  });
  afterAll(() => world.end());

  /** Tickets that nobody has changed since. */
  const unchanged = new Map<Given, string>();
  const ticketThatIs = async (given: Given): Promise<string> => {
    const id = unchanged.get(given) ?? (await GIVEN[given](people));
    unchanged.set(given, id);
    return id;
  };

  test.each(TABLE)('%s %s', async (method, path, given, body, verdicts) => {
    const seen: string[] = [];
    const note = path.includes('{number}') ? await grantCredit(world.dependencies, await ticketThatIs(given)) : '';
    for (const person of COLUMNS) {
      const id = await ticketThatIs(given);
      const named = [await answerPath(people, id), await approvalPath(people, id)] as const;
      const url = path
        .replace('ID', id)
        .replace('{number}', note)
        .replace('consultations/{cid}/answer', () => named[0])
        .replace('approvals/{approvalId}', () => named[1]);
      const answer = await people.send(person, method, url, body);
      seen.push(verdictOf(answer));
      // Whoever was allowed has changed the ticket: the next in line finds another.
      if (method === 'POST' && answer.status < 300) unchanged.delete(given);
    }
    expect(seen).toEqual(verdicts);
  });

  test('the table holds every documented route', async () => {
    const { paths } = (await world.app.inject('/openapi.json')).json<OpenApi>();
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('{id}', 'ID')}`),
    );
    expect(documented.sort()).toEqual(TABLE.map(([method, path]) => `${method} ${path}`).sort());
  });
});
