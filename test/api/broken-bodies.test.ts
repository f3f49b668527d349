import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';
import { GIVEN } from './support/given.ts';
import { verdictOf } from './support/problems.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const TICKET = '"channel":"ticket","subject":"Slow","body":"My server is slow."';

describe('bodies that are no JSON of ours', () => {
  let world: TimeSkippingWorld;
  let id: string;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    id = await GIVEN.acknowledged(world.people);
  });
  afterAll(() => world.end());

  const submit = async (body: string | undefined, headers: Record<string, string> = JSON_TYPE) =>
    verdictOf(await world.people.send(CARLA, 'POST', '/v1/tickets', body, headers));

  test('the same bytes, unbroken, make a ticket', async () => {
    expect(await submit(`{${TICKET}}`)).toBe('201');
    expect(await submit(`{${TICKET}}`, { 'content-type': 'application/json; charset=utf-8' })).toBe('201');
    expect(await submit(`\uFEFF{${TICKET}}`)).toBe('201');
  });

  test.each([
    ['cut off', `{${TICKET}`],
    ['two values', `{${TICKET}} {}`],
    ['single quotes', "{'channel':'ticket'}"],
    ['NaN', `{${TICKET},"topic":NaN}`],
    ['a comma too many', `{${TICKET},}`],
    ['a raw NUL', `{${TICKET.replace('slow', 'sl\u0000w')}}`],
    ['a poisoned prototype', `{${TICKET},"__proto__":{"isAdmin":true}}`],
    ['a poisoned constructor', `{${TICKET},"constructor":{"prototype":{"isAdmin":true}}}`],
    ['a poisoned prototype within', `{${TICKET},"service":{"kind":"vps","id":"1","__proto__":{"site":"nl-ams"}}}`],
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['a text', '"ticket"'],
    ['a number', '1'],
    ['lists in lists', '['.repeat(200_000) + ']'.repeat(200_000)],
    ['objects in objects', `${'{"a":'.repeat(80_000)}1${'}'.repeat(80_000)}`],
    ['depth in a field', `{${TICKET},"topic":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ])('%s: 400', async (_name, body) => expect(await submit(body)).toBe('400 invalid-request'));

  test.each([
    'text/plain',
    'text/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'nonsense',
  ])('%s: 415', async (type) => {
    expect(await submit(`{${TICKET}}`, { 'content-type': type })).toBe('415 unsupported-media-type');
  });

  test('a body of no named type is not guessed at', async () => {
    expect(await submit(`{${TICKET}}`, {})).toBe('415 unsupported-media-type');
  });

  test('too many bytes: 413, just fewer: a fault of the field', async () => {
    const padded = (bytes: number) => `{${TICKET},"x":"${'x'.repeat(bytes - TICKET.length - 9)}"}`;
    expect(padded(512 * 1024).length).toBe(512 * 1024);
    expect(await submit(padded(512 * 1024))).toBe('400 invalid-request');
    expect(await submit(padded(512 * 1024 + 1))).toBe('413 payload-too-large');
  });

  test.each([
    ['no type', {}],
    ['JSON', JSON_TYPE],
    ['what curl sets by itself', { 'content-type': 'application/x-www-form-urlencoded' }],
  ])('a step that needs no body takes an empty one: %s', async (_name, headers) => {
    for (const step of ['take', 'release']) {
      const answer = await world.people.send(ADA, 'POST', `/v1/tickets/${id}/${step}`, '', headers);
      expect([step, verdictOf(answer)]).toEqual([step, '200']);
    }
    const { id: mine } = await world.people.submit();
    expect(verdictOf(await world.people.send(CARLA, 'POST', `/v1/tickets/${mine}/withdrawal`, '', headers))).toBe(
      '200',
    );
  });

  test('and takes {} and null, but nothing else', async () => {
    const take = async (body: string) =>
      verdictOf(await world.people.send(ADA, 'POST', `/v1/tickets/${id}/take`, body, JSON_TYPE));
    expect([await take('{}'), await take('null')]).toEqual(['200', '200']);
    for (const body of ['[]', '{"assignee":"ada"}', '""', 'false', '0']) {
      expect([body, await take(body)]).toEqual([body, '400 invalid-request']);
    }
  });
});
