import type { HttpPeople } from '../support/world/people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { faultsOf, verdictOf } from './support/problems.ts';
import { LAWFUL_TEXTS, UNLAWFUL_TEXTS } from './support/texts.ts';

const TICKET = { channel: 'ticket', subject: 'Slow', body: 'My server is slow.' };
const SERVICE = { kind: 'vps', id: 'vps-7', site: 'us-nyc' };

describe('the fields of a new ticket', () => {
  let world: TimeSkippingWorld;
  let people: HttpPeople;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    people = await contractPeople(world.dependencies);
  });
  afterAll(() => world.end());

  /** As JSON text, so that nothing is made well-formed on the way. */
  const submit = (fields: object) =>
    people.send(CARLA, 'POST', '/v1/tickets', JSON.stringify({ ...TICKET, ...fields }), {
      'content-type': 'application/json',
    });

  test('all of them, as the customer gave them', async () => {
    const given = {
      ...TICKET,
      topic: 'technical',
      service: SERVICE,
      locale: 'it-IT',
      timeZone: 'Europe/Rome',
      country: 'IT',
    };
    const { status, headers, body } = await submit(given);
    const { body: _text, ...seen } = given;
    const kept = { ...seen, customer: 'carla', phase: 'submit', continues: null };
    expect({ status, body }).toMatchObject({ status: 201, body: kept });
    expect(headers['location']).toBe(`/v1/tickets/${String(body['id'])}`);
  });

  test('only three are needed', async () => {
    const { status, body } = await submit({});
    expect({ status, body }).toMatchObject({ status: 201, body: { topic: null, service: null, country: null } });
  });

  test.each(LAWFUL_TEXTS)('any text is text: %j', async (text) => {
    const { body } = await submit({ subject: text, body: text, service: { ...SERVICE, id: text.slice(0, 200) } });
    const id = body['id'] as string;
    expect(body).toMatchObject({ subject: text.trim(), service: { id: text.slice(0, 200) } });
    expect((await people.conversation(id, ADA))[0]?.body).toBe(text);
  });

  describe.each(['subject', 'body'])('%s', (field) => {
    test.each(UNLAWFUL_TEXTS)('is not %s', async (_name, value) => {
      const refused = await submit({ [field]: value });
      expect([verdictOf(refused), ...faultsOf(refused)]).toEqual(['400 invalid-request', field]);
    });
  });

  test.each<[string, string[], object]>([
    ['channel', ['channel'], { channel: 'email' }],
    ['channel', ['channel'], { channel: undefined }],
    ['channel', ['channel'], { channel: 'Ticket' }],
    ['subject of two lines', ['subject'], { subject: 'a\nb' }],
    ['subject with a header in it', ['subject'], { subject: 'a\r\nBcc: everybody@example.org' }],
    ['topic', ['topic'], { topic: 'gossip' }],
    ['topic', ['topic'], { topic: null }],
    ['service', ['service'], { service: 'vps' }],
    ['service kind', ['service.kind'], { service: { ...SERVICE, kind: 'cloud' } }],
    ['service id', ['service.id'], { service: { kind: 'vps' } }],
    ['service id', ['service.id'], { service: { ...SERVICE, id: 'x\u0000' } }],
    ['service id, half a character', ['service.id'], { service: { ...SERVICE, id: 'x\uD800' } }],
    ['service site', ['service.site'], { service: { ...SERVICE, site: 'atlantis' } }],
    ['service site, inherited', ['service.site'], { service: { ...SERVICE, site: 'constructor' } }],
    ['service site, inherited', ['service.site'], { service: { ...SERVICE, site: 'toString' } }],
    ['locale', ['locale'], { locale: 'klingonish!' }],
    ['locale', ['locale'], { locale: 'en_US' }],
    ['locale without end', ['locale'], { locale: `en-x-${'abcdefgh-'.repeat(1_000)}a` }],
    ['time zone', ['timeZone'], { timeZone: 'Europe/Atlantis' }],
    ['time zone', ['timeZone'], { timeZone: '../../etc/passwd' }],
    ['country', ['country'], { country: 'it' }],
    ['country', ['country'], { country: 'ITA' }],
    ['country', ['country'], { country: 'IT\n' }],
    ['several', ['channel', 'country'], { channel: 'fax', country: 'Italy' }],
    ['unknown', [''], { priority: 'high' }],
    ['unknown, within', ['service'], { service: { ...SERVICE, colour: 'red' } }],
    ['not theirs to say', [''], { customer: 'cuno' }],
  ])('refuses %s, and says where: %j', async (_name, paths, fields) => {
    const refused = await submit(fields);
    expect([verdictOf(refused), ...faultsOf(refused).sort()]).toEqual([
      '400 invalid-request',
      ...[...new Set(paths)].sort(),
    ]);
  });

  test('lengths: the last that fits, and the first that does not', async () => {
    expect(verdictOf(await submit({ subject: 'x'.repeat(500), body: 'x'.repeat(50_000) }))).toBe('201');
    expect(faultsOf(await submit({ subject: 'x'.repeat(501) }))).toEqual(['subject']);
    expect(faultsOf(await submit({ body: 'x'.repeat(50_001) }))).toEqual(['body']);
    expect(verdictOf(await submit({ service: { ...SERVICE, id: 'x'.repeat(200) } }))).toBe('201');
    expect(faultsOf(await submit({ service: { ...SERVICE, id: 'x'.repeat(201) } }))).toEqual(['service.id']);
  });

  test('the longest body of four-byte characters fits the limit of bytes', async () => {
    const body = '😀'.repeat(25_000);
    expect(verdictOf(await submit({ body }))).toBe('201');
  });

  test('an unknown field is named', async () => {
    const { body } = await submit({ priority: 'high' });
    expect(body['detail']).toContain('priority');
  });
});
