import type { CreditNoteView } from '../../src/api/schemas/credit-note.ts';
import type { HttpPeople } from '../support/world/people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, BIRGIT, CARLA, CUNO, MONA } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { grantCredit } from './support/credits.ts';
import { verdictOf } from './support/problems.ts';

describe('credit notes over HTTP', () => {
  let world: TimeSkippingWorld;
  let people: HttpPeople;
  let carlas: string;
  let cunos: string;
  let ticket: { id: string; number: number };
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    people = await contractPeople(world.dependencies);
    ticket = await people.submit();
    carlas = await grantCredit(world.dependencies, ticket.id, { approvalId: 'the-approval' });
    cunos = await grantCredit(world.dependencies, (await people.submit({ locale: 'it' }, CUNO)).id);
  });
  afterAll(() => world.end());

  const get = <T>(who: Person | null, url: string, accept?: string) =>
    people.send<T>(who, 'GET', `/v1/credit-notes${url}`, undefined, accept === undefined ? {} : { accept });
  const typeOf = async (accept?: string) => {
    const { status, headers } = await get(CARLA, `/${carlas}`, accept);
    return status === 200 ? headers['content-type'] : status;
  };

  test('tell all they say', async () => {
    const { body, headers } = await get<CreditNoteView>(ADA, `/${carlas}`);
    expect(body).toEqual({
      number: carlas,
      issuedAt: '2026-11-23T15:00:00.000Z',
      issuedOn: '2026-11-23',
      locale: 'en',
      company: { name: 'INTROSERV', supportAddress: 'support@introserv.com' },
      ticket: { id: ticket.id, number: ticket.number },
      approvalId: 'the-approval',
      customer: { id: 'carla', name: 'carla the customer' },
      country: 'IT',
      minorUnits: 2,
      net: { minor: 1_234, currency: 'EUR' },
      vatPercent: 22,
      vat: { minor: 271, currency: 'EUR' },
      gross: { minor: 1_505, currency: 'EUR' },
      rounding: expect.stringMatching(/^VAT is rounded to the nearest 0\.01.EUR; exact halves are rounded up\.$/),
      approvedBy: ['manager-1'],
    });
    expect(headers['vary']).toMatch(/accept/i);
  });

  test('customers are told everything but who approved', async () => {
    const { body: told } = await get<CreditNoteView>(CARLA, `/${carlas}`);
    const { body: known } = await get<CreditNoteView>(MONA, `/${carlas}`);
    expect(told).toEqual({ ...known, approvedBy: null });
  });

  test.each<[who: string, person: Person | null, verdict: string]>([
    ['nobody', null, '401 unauthenticated'],
    ['the customer', CARLA, '200'],
    ['another customer', CUNO, '404 not-found'],
    ['an agent', ADA, '200'],
    ['an agent of another team', BIRGIT, '200'],
    ['a manager', MONA, '200'],
  ])('%s: JSON and PDF alike', async (_who, person, verdict) => {
    expect(verdictOf(await get(person, `/${carlas}`))).toBe(verdict);
    expect(verdictOf(await get(person, `/${carlas}`, 'application/pdf'))).toBe(verdict);
    expect(verdictOf(await get(person, `/${carlas}.pdf`))).toBe(verdict);
  });

  test('a foreign note and one that never was look the same', async () => {
    for (const [foreign, none, accept] of [
      [carlas, 'CN-999999', 'application/json'],
      [carlas, 'CN-999999', 'application/pdf'],
      [`${carlas}.pdf`, 'CN-999999.pdf', undefined],
      [carlas, 'CN-999999', 'text/html'],
    ] as const) {
      const [one, other] = [await get(CUNO, `/${foreign}`, accept), await get(CUNO, `/${none}`, accept)];
      expect(one).toMatchObject({ status: other.status, body: other.body });
      expect(one.status).toBeGreaterThanOrEqual(404);
    }
  });

  // prettier-ignore
  test.each([
    'CN-000000', 'CN-1', 'cn-000001', 'CN-0000001', 'CN-000001x', '1', '%00', 'CN-000001%00', '..%2fme', 'CN%2D00000%31.',
    '__proto__', '%F0%9F%98%80', '%20', "'%20or%20'1'='1", 'CN-000001.pdf.pdf', 'CN-000001.PDF', 'CN-000001.json', '.pdf',
    'x'.repeat(90), '-', 'CN--000001',
  ])('there is no note %j', async (number) => {
    for (const who of [ADA, CARLA]) expect((await world.people.send(who, 'GET', `/v1/credit-notes/${number}`)).status).toBe(404);
  });

  test('a number may be written as URLs have it', async () => {
    expect((await world.people.send(ADA, 'GET', `/v1/credit-notes/${carlas.replace('-', '%2D')}`)).status).toBe(200);
  });

  describe('negotiation', () => {
    const JSON_ = 'application/json; charset=utf-8';
    const PDF = 'application/pdf';
    test.each<[accept: string | undefined, type: string | number]>([
      [undefined, JSON_],
      ['', JSON_],
      ['*/*', JSON_],
      ['application/*', JSON_],
      ['application/json', JSON_],
      ['APPLICATION/PDF', PDF],
      ['application/pdf', PDF],
      ['application/pdf;q=0.1', PDF],
      ['application/pdf, */*;q=0.1', PDF],
      ['application/pdf, */*', PDF],
      ['application/json;q=0.4, application/pdf;q=0.5', PDF],
      ['application/json;q=0.5, application/pdf;q=0.4', JSON_],
      ['application/json;q=0, */*', PDF],
      ['application/json;q=0, application/*;q=0.2', PDF],
      ['application/pdf;q=0, */*', JSON_],
      ['text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8', JSON_],
      ['text/html', 406],
      ['text/*, image/*', 406],
      ['application/pdf;q=0', 406],
      ['*/*;q=0', 406],
      ['application/json;q=0, application/pdf;q=0, */*', 406],
      ['nonsense', 406],
      ['application/xml;q=1', 406],
    ])('Accept: %s → %s', async (accept, type) => {
      expect(await typeOf(accept)).toBe(type);
    });

    test('what cannot be given is a problem that says what can', async () => {
      const { body, headers } = await get(CARLA, `/${carlas}`, 'text/html');
      expect(body).toMatchObject({ code: 'not-acceptable', status: 406, detail: expect.stringContaining('pdf') });
      expect(headers['content-type']).toBe('application/problem+json');
    });

    test('the address that ends in .pdf is one, whatever a browser accepts', async () => {
      for (const accept of ['text/html', 'application/json', '*/*;q=0']) {
        const { status, headers } = await get(CARLA, `/${carlas}.pdf`, accept);
        expect([status, headers['content-type']]).toEqual([200, PDF]);
      }
    });
  });

  test('a PDF says its name, its language and its length', async () => {
    const download = async (who: Person, url: string, accept: string) =>
      world.app.inject({
        url,
        headers: { authorization: `Bearer ${await world.tokens.of(who)}`, accept },
      });
    const url = `/v1/credit-notes/${cunos}`;
    const [byAccept, byName] = [await download(CUNO, url, 'application/pdf'), await download(ADA, `${url}.pdf`, '*/*')];
    expect(byAccept.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${cunos}.pdf"`,
      'content-language': 'it',
      'content-length': String(byAccept.rawPayload.length),
    });
    expect(byAccept.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect(byName.rawPayload.equals(byAccept.rawPayload)).toBe(true);
  });

  describe('the list', () => {
    const walk = async (who: Person, limit: number) => {
      const pages: string[][] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
        const { body } = await get<{ items: CreditNoteView[]; nextCursor: string | null }>(
          who,
          `?limit=${limit}${from}`,
        );
        pages.push(body.items.map(({ number }) => number));
        cursor = body.nextCursor;
      }
      return pages;
    };
    let all: string[];
    beforeAll(async () => {
      all = [carlas, cunos];
      for (let more = 0; more < 3; more += 1) all.push(await grantCredit(world.dependencies, ticket.id));
      all.reverse();
    });

    test('staff see all, the newest first', async () => {
      for (const who of [ADA, BIRGIT, MONA]) expect(await walk(who, 50)).toEqual([all]);
      expect(await walk(ADA, 2)).toEqual([all.slice(0, 2), all.slice(2, 4), all.slice(4)]);
      expect(await walk(ADA, 5)).toEqual([all]);
    });

    test('customers see their own', async () => {
      const own = all.filter((number) => number !== cunos);
      expect(await walk(CARLA, 50)).toEqual([own]);
      expect(await walk(CARLA, 3)).toEqual([own.slice(0, 3), own.slice(3)]);
      expect(await walk(CUNO, 1)).toEqual([[cunos]]);
      expect(await walk({ ...CUNO, id: 'nobody-yet' }, 1)).toEqual([[]]);
    });

    test("a cursor is no way to another's notes", async () => {
      const { body } = await get<{ nextCursor: string }>(ADA, '?limit=1');
      const { body: page } = await get<{ items: CreditNoteView[] }>(CUNO, `?cursor=${body.nextCursor}`);
      expect(page.items.map(({ number }) => number)).toEqual([cunos]);
    });

    test('notes that come meanwhile are for the next walk', async () => {
      const { body } = await get<{ nextCursor: string }>(ADA, '?limit=2');
      const fresh = await grantCredit(world.dependencies, ticket.id);
      const { body: page } = await get<{ items: CreditNoteView[] }>(ADA, `?cursor=${body.nextCursor}`);
      expect(page.items.map(({ number }) => number)).toEqual(all.slice(2));
      all.unshift(fresh);
    });

    test('each item is the note as its viewer would see it alone', async () => {
      for (const who of [ADA, CARLA]) {
        const { body } = await get<{ items: CreditNoteView[] }>(who, '');
        for (const item of body.items) expect((await get(who, `/${item.number}`)).body).toEqual(item);
      }
    });

    const coded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    test.each([
      '?limit=0',
      '?limit=101',
      '?limit=x',
      '?limit=1.5',
      '?colour=red',
      '?cursor=',
      '?cursor=nonsense',
      `?cursor=${coded(['credit-notes', 2 ** 31])}`,
      `?cursor=${coded(['credit-notes', '1'])}`,
      `?cursor=${coded(['credit-notes', 1.5])}`,
      `?cursor=${coded(['1:1:', false, false, null, 1])}`,
      `?cursor=${coded(null)}`,
    ])('%s is refused', async (query) => {
      expect(verdictOf(await get(ADA, query))).toBe('400 invalid-request');
    });
  });
});
