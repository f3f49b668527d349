import { createApp } from '../../src/api/app.ts';
import type { ApprovalView } from '../../src/api/schemas/approval.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import type { Answer } from '../../src/scenarios/world/http-people.ts';
import type { HttpPeople } from '../support/world/people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, BIRGIT, CARLA, CUNO, DUTY, HEAD, LEAD, MONA, SIRI } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { GIVEN } from './support/given.ts';
import { faultsOf, verdictOf } from './support/problems.ts';

const EUROS = (euros: number) => ({ minor: Math.round(euros * 100), currency: 'EUR' });
const CREDIT = { type: 'billing-credit', reason: 'Two hours of outage.', amount: EUROS(50) };
const EXCEPTION = { type: 'account-exception', reason: 'One more month.' };

type InboxItem = ApprovalView & { ticket: { id: string } };

describe('approvals over HTTP', () => {
  let world: TimeSkippingWorld;
  let people: HttpPeople;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    people = await contractPeople(world.dependencies);
  });
  afterAll(() => world.end());

  const submitted = async (country?: string) => {
    const { id } = await people.submit(country === undefined ? {} : { country });
    return id;
  };
  const asks = (who: Person, id: string, body: object) => people.send(who, 'POST', `/v1/tickets/${id}/approvals`, body);
  const decides = (who: Person, id: string, approvalId: string, body: object) =>
    people.send<ApprovalView>(who, 'POST', `/v1/tickets/${id}/approvals/${approvalId}/decision`, body);
  const asked = async (fields: object = {}) => {
    const id = await submitted('IT');
    return { id, approvalId: await people.ask(ADA, id, { ...fields }) };
  };

  /** Refused as expected, and nothing of it is in the journal. */
  async function expectRefused(id: string, answer: Promise<Answer>, verdict: string, faults: string[] = []) {
    const before = await people.journal(id);
    const refused = await answer;
    expect([verdictOf(refused), faultsOf(refused)]).toEqual([verdict, faults]);
    const after = await people.journal(id);
    const types = after.slice(before.length).map(({ type }) => type);
    expect(types.filter((type) => type.startsWith('approval.') || type.startsWith('message.added'))).toEqual([]);
  }

  /** Refused as expected to its sender, and journalled with its reason; nothing else has changed. */
  async function expectDecisionRefused(id: string, answer: Promise<Answer>, verdict: string) {
    const before = await people.journal(id);
    const refused = await answer;
    expect(verdictOf(refused)).toBe(verdict);
    const after = await people.journal(id);
    const mine = after
      .slice(before.length)
      .filter(({ type }) => type.startsWith('approval.') && type !== 'approval.carried-out');
    expect(mine).toEqual([
      expect.objectContaining({
        type: 'approval.decision-refused',
        data: expect.objectContaining({
          code: verdict.slice(4),
          reason: (refused.body as { detail: string }).detail,
          via: 'api',
        }),
      }),
    ]);
    return mine[0]!;
  }

  describe('asking', () => {
    test.each([
      ['no amount at all', { ...CREDIT, amount: undefined }, '400 amount-required', ['amount']],
      ['nothing', { ...CREDIT, amount: EUROS(0) }, '400 invalid-request', ['amount.minor']],
      ['less than nothing', { ...CREDIT, amount: EUROS(-5) }, '400 invalid-request', ['amount.minor']],
      ['half a cent', { ...CREDIT, amount: { minor: 0.5, currency: 'EUR' } }, '400 invalid-request', ['amount.minor']],
      [
        'more than can be counted',
        { ...CREDIT, amount: { minor: 1e300, currency: 'EUR' } },
        '400 invalid-request',
        ['amount.minor'],
      ],
      ['over the hard maximum', { ...CREDIT, amount: EUROS(10_000.01) }, '400 amount-too-high', ['amount.minor']],
      [
        'another currency',
        { ...CREDIT, amount: { minor: 1, currency: 'USD' } },
        '400 unknown-currency',
        ['amount.currency'],
      ],
      [
        'a currency that is none',
        { ...CREDIT, amount: { minor: 1, currency: 'euro' } },
        '400 invalid-request',
        ['amount.currency'],
      ],
      ['an amount for an exception', { ...EXCEPTION, amount: EUROS(1) }, '400 amount-not-expected', ['amount']],
      ['no reason', { type: 'special-request', reason: ' ' }, '400 invalid-request', ['reason']],
      ['a kind that there isn’t', { ...CREDIT, type: 'holiday' }, '400 invalid-request', ['type']],
      ['more than was asked for', { ...CREDIT, urgent: true }, '400 invalid-request', ['']],
    ])('%s is refused', async (_, body, verdict, faults) => {
      const id = await submitted('IT');
      await expectRefused(id, asks(ADA, id, body), verdict, faults);
    });

    test.each([
      ['none', undefined, '409 country-missing'],
      ['one that is none', 'XX', '409 country-invalid'],
      ['the European Union', 'EU', '409 country-invalid'],
      ['Slovenia, whose VAT is blank', 'SI', '409 vat-unknown'],
    ])("the customer's country: %s", async (_, country, verdict) => {
      const id = await submitted(country);
      await expectRefused(id, asks(ADA, id, CREDIT), verdict);
      // What is no credit has no tax.
      expect((await asks(ADA, id, EXCEPTION)).status).toBe(201);
    });

    test('only the team that has the ticket asks, and managers; customers and other teams do not', async () => {
      const id = await submitted('CH');
      await expectRefused(id, asks(CARLA, id, CREDIT), '403 forbidden');
      await expectRefused(id, asks(SIRI, id, CREDIT), '403 not-holding-team');
      await expectRefused(id, asks(SIRI, id, { ...CREDIT, amount: EUROS(0) }), '400 invalid-request', ['amount.minor']);
      expect((await asks(MONA, id, CREDIT)).status).toBe(201);
      const nowhere = await asks(ADA, 'nowhere', CREDIT);
      expect(verdictOf(nowhere)).toBe('404 not-found');
    });

    test('nothing more is asked for once it is resolved or closed', async () => {
      const [resolved, closed] = [await GIVEN.resolved(people), await GIVEN.closed(people)];
      await expectRefused(resolved, asks(ADA, resolved, EXCEPTION), '409 ticket-resolved');
      await expectRefused(closed, asks(ADA, closed, EXCEPTION), '409 ticket-closed');
    });

    test('answers with its id and where it is; the reason is for staff', async () => {
      const id = await submitted('IT');
      const { status, headers, body } = await asks(ADA, id, CREDIT);
      expect([status, headers['location']]).toEqual([201, `/v1/tickets/${id}/approvals/${String(body['approvalId'])}`]);
      expect(Object.keys(body)).toEqual(['approvalId']);
      const staff = await people.approval(id, String(body['approvalId']));
      expect(staff).toMatchObject({ ...CREDIT, state: 'pending', askedBy: 'ada', decisions: [] });
      const theirs = await people.approval(id, String(body['approvalId']), CARLA);
      expect(theirs).toMatchObject({
        type: 'billing-credit',
        state: 'pending',
        reason: null,
        amount: null,
        askedBy: null,
      });
      const foreign = await people.send(CUNO, 'GET', `/v1/tickets/${id}/approvals/${String(body['approvalId'])}`);
      expect(verdictOf(foreign)).toBe('404 not-found');
      expect(JSON.stringify(await people.conversation(id, CARLA))).not.toContain(CREDIT.reason);
      expect(JSON.stringify(await people.conversation(id, ADA))).toContain(CREDIT.reason);
    });

    test('the same request under its key asks once', async () => {
      const id = await submitted('IT');
      const key = { 'idempotency-key': `asked-${id}` };
      const send = () => people.send(ADA, 'POST', `/v1/tickets/${id}/approvals`, CREDIT, key);
      const [first, second] = [await send(), await send()];
      expect(second.body).toEqual(first.body);
      expect((await people.ticket(id)).approvals).toHaveLength(1);
    });
  });

  describe('deciding', () => {
    test.each([
      ['an agent', ADA],
      ['the customer', CARLA],
    ])('%s is refused, and nothing is changed', async (_, who) => {
      const { id, approvalId } = await asked();
      await expectRefused(id, decides(who, id, approvalId, { decision: 'approve' }), '403 forbidden');
      expect(await people.approval(id, approvalId)).toMatchObject({ state: 'pending', decisions: [] });
    });

    test.each([
      ['who is in no directory', MONA, '403 not-a-manager'],
      ['of too low a level', LEAD, '403 over-limit'],
    ])('a manager %s is refused; it is journalled, and nothing else is changed', async (_, who, verdict) => {
      const { id, approvalId } = await asked({ amount: EUROS(500) });
      const said = { decision: 'approve', comment: 'Well.' };
      const { by, data } = await expectDecisionRefused(id, decides(who, id, approvalId, said), verdict);
      expect([by, data['decision']]).toEqual([who.id, 'approve']);
      expect(await people.approval(id, approvalId)).toMatchObject({
        state: 'pending',
        decisions: [{ by: who.id, comment: 'Well.', via: 'api', standing: false, refusal: verdict.slice(4) }],
      });
      expect((await decides(DUTY, id, approvalId, { decision: 'approve' })).status).toBe(200);
    });

    test('refused again under its key it is the same refusal, journalled once', async () => {
      const { id, approvalId } = await asked({ amount: EUROS(500) });
      const path = `/v1/tickets/${id}/approvals/${approvalId}/decision`;
      const send = (decision = 'approve') =>
        people.send<{ detail: string }>(LEAD, 'POST', path, { decision }, { 'idempotency-key': `refused-${id}` });
      const [first, again] = [await send(), await send()];
      expect([verdictOf(first), again.status, again.body]).toEqual(['403 over-limit', first.status, first.body]);
      const refusals = (await people.journal(id)).filter(({ type }) => type === 'approval.decision-refused');
      expect(refusals).toHaveLength(1);
    });

    test('nobody decides what they asked for', async () => {
      const id = await submitted('IT');
      const approvalId = await people.ask(HEAD, id);
      await expectDecisionRefused(id, decides(HEAD, id, approvalId, { decision: 'approve' }), '403 own-request');
      expect((await decides(LEAD, id, approvalId, { decision: 'approve' })).status).toBe(200);
    });

    test('nor under another id, which their token proves to be theirs', async () => {
      const { id, approvalId } = await asked();
      const ada = { id: HEAD.id, subject: ADA.id, name: 'Ada', role: 'manager' as const, teams: [] };
      const verifyToken = () => Promise.resolve({ ...ada, validUntil: new Date(Date.now() + 60_000) });
      const app = await createApp({ ...world.dependencies, verifyToken });
      const url = `/v1/tickets/${id}/approvals/${approvalId}/decision`;
      const headers = { authorization: 'Bearer anything' };
      const answer = await app.inject({ method: 'POST', url, headers, payload: { decision: 'approve' } });
      await app.close();
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'own-request']);
    });

    test('nor on a ticket where they are the customer', async () => {
      const customer = { ...CARLA, id: DUTY.id };
      const { id } = await people.submit({ country: 'IT' }, customer);
      const approvalId = await people.ask(ADA, id);
      await expectDecisionRefused(id, decides(DUTY, id, approvalId, { decision: 'approve' }), '403 own-ticket');
    });

    test('the first stands: the same again is answered as it was, anything else is refused', async () => {
      const { id, approvalId } = await asked();
      const first = await decides(LEAD, id, approvalId, { decision: 'approve', comment: 'Fine.' });
      expect(first.body).toMatchObject({
        state: 'approved',
        decisions: [{ by: LEAD.id, comment: 'Fine.', via: 'api' }],
      });
      const again = await decides(LEAD, id, approvalId, { decision: 'approve' });
      expect([again.status, again.body.decisions]).toEqual([200, first.body.decisions]);
      await expectDecisionRefused(id, decides(LEAD, id, approvalId, { decision: 'refuse' }), '409 already-decided');
      await expectDecisionRefused(id, decides(HEAD, id, approvalId, { decision: 'approve' }), '409 already-decided');
    });

    test('what ended before is refused with how it ended: taken back, or on a ticket that has closed', async () => {
      const { id, approvalId } = await asked();
      await people.send(ADA, 'POST', `/v1/tickets/${id}/approvals/${approvalId}/withdrawal`);
      const late = await expectDecisionRefused(
        id,
        decides(LEAD, id, approvalId, { decision: 'approve' }),
        '409 approval-withdrawn',
      );
      expect(late.data['reason']).toBe('it was withdrawn');
      const closed = await asked();
      await people.step(CARLA, closed.id, 'withdrawal');
      // It has no workflow any more that could journal it.
      const answer = decides(LEAD, closed.id, closed.approvalId, { decision: 'approve' });
      await expectRefused(closed.id, answer, '409 approval-withdrawn');
    });

    test.each([
      ['neither yes nor no', { decision: 'maybe' }, 'decision'],
      ['no decision', {}, 'decision'],
      ['a comment of nothing', { decision: 'refuse', comment: '' }, 'comment'],
      ['in the name of another', { decision: 'approve', by: 'manager-3' }, ''],
    ])('%s is at fault', async (_, body, fault) => {
      const { id, approvalId } = await asked();
      await expectRefused(id, decides(LEAD, id, approvalId, body), '400 invalid-request', [fault]);
    });

    test('what nobody asked for is not there', async () => {
      const { id, approvalId } = await asked();
      const other = await submitted('IT');
      expect(verdictOf(await decides(LEAD, id, 'none', { decision: 'approve' }))).toBe('404 no-such-approval');
      expect(verdictOf(await decides(LEAD, other, approvalId, { decision: 'approve' }))).toBe('404 no-such-approval');
      expect(verdictOf(await decides(LEAD, 'nowhere', approvalId, { decision: 'approve' }))).toBe('404 not-found');
    });

    test('a comment is for staff unless it is marked for the customer', async () => {
      const [quiet, told] = [await asked(), await asked()];
      await decides(LEAD, quiet.id, quiet.approvalId, { decision: 'refuse', comment: 'Never paid in time.' });
      await decides(LEAD, told.id, told.approvalId, {
        decision: 'refuse',
        comment: 'Not ours.',
        commentForCustomer: true,
      });
      const read = async (id: string) => JSON.stringify(await people.conversation(id, CARLA));
      expect(await read(quiet.id)).not.toContain('Never paid');
      expect(await read(told.id)).toContain('Their comment:\\nNot ours.');
    });

    test('twenty decide at once, and one decision stands', async () => {
      const { id, approvalId } = await asked();
      const managers = [LEAD, DUTY, HEAD];
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          decides(managers[index % 3]!, id, approvalId, { decision: index % 2 === 0 ? 'approve' : 'refuse' }),
        ),
      );
      const verdicts = answers.map(verdictOf);
      // On a busy machine the last ones are still on their way (202) when their 2 s are over, and come through all the same.
      expect(['200', '202', '409 already-decided']).toEqual(expect.arrayContaining([...new Set(verdicts)]));
      const standing = await eventually(async () =>
        (await people.approval(id, approvalId)).decisions.find((decided) => decided.standing),
      );
      // Whoever said the same as before only repeats it; every other one was refused, and is journalled.
      const isSame = (index: number) =>
        managers[index % 3]!.id === standing.by && (index % 2 === 0 ? 'approve' : 'refuse') === standing.decision;
      const others = answers.filter((_, index) => !isSame(index)).length;
      const refusals = await eventually(async () => {
        const found = (await people.journal(id)).filter(({ type }) => type === 'approval.decision-refused');
        return found.length >= others && found;
      });
      expect(refusals.map(({ data }) => data['code'])).toEqual(Array.from({ length: others }, () => 'already-decided'));
      const decided = (await people.journal(id)).filter(({ type }) => type === 'approval.decided');
      expect(decided).toHaveLength(1);
    });

    test('allowed steps: managers may decide while something waits', async () => {
      const { id, approvalId } = await asked();
      expect((await people.ticket(id, LEAD)).allowedSteps).toEqual(expect.arrayContaining(['decision', 'withdrawal']));
      expect((await people.ticket(id, ADA)).allowedSteps).not.toContain('decision');
      await decides(LEAD, id, approvalId, { decision: 'refuse' });
      expect((await people.ticket(id, LEAD)).allowedSteps).not.toContain('decision');
    });
  });

  test('the agent takes a request back, and may ask for another', async () => {
    const { id, approvalId } = await asked({ amount: EUROS(5_000) });
    const path = `/v1/tickets/${id}/approvals/${approvalId}/withdrawal`;
    await expectRefused(id, people.send(BIRGIT, 'POST', path), '403 not-holding-team');
    const taken = await people.send(ADA, 'POST', path);
    expect([taken.status, taken.body['state']]).toEqual([200, 'withdrawn']);
    expect(verdictOf(await people.send(ADA, 'POST', path))).toBe('409 already-decided');
    expect((await asks(ADA, id, CREDIT)).status).toBe(201);
  });

  describe('the inbox', () => {
    const inbox = async (query = '') => {
      const { status, body } = await people.send<{ items: InboxItem[]; nextCursor: string | null }>(
        LEAD,
        'GET',
        `/v1/approvals${query}`,
      );
      expect(status).toBe(200);
      return body;
    };

    test('what waits comes first, by when it is due; then what has ended, the latest first', async () => {
      const { items } = await inbox('?limit=100');
      const ended = items.findIndex(({ state }) => state !== 'pending' && state !== 'partly-approved');
      const waiting = items.slice(0, ended === -1 ? items.length : ended);
      expect(waiting.length).toBeGreaterThan(2);
      expect(waiting.map(({ dueAt }) => dueAt)).toEqual(waiting.map(({ dueAt }) => dueAt).sort());
      expect(items.slice(waiting.length).every(({ state }) => !['pending', 'partly-approved'].includes(state))).toBe(
        true,
      );
    });

    test('by state, page by page, each once', async () => {
      const { items } = await inbox('?limit=100&state=pending');
      const walked: InboxItem[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page = await inbox(`?limit=2&state=pending${cursor === '' ? '' : `&cursor=${cursor}`}`);
        walked.push(...page.items);
        cursor = page.nextCursor;
      }
      expect(walked.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
      expect(items[0]).toMatchObject({ reason: expect.any(String), ticket: { customer: expect.any(String) } });
    });

    test.each([
      '?state=lost',
      '?limit=0',
      '?cursor=abc',
      `?cursor=${Buffer.from('[1e400,"x"]').toString('base64url')}`,
    ])('%s is refused', async (query) =>
      expect(verdictOf(await people.send(LEAD, 'GET', `/v1/approvals${query}`))).toBe('400 invalid-request'),
    );

    test('is for managers', async () => {
      expect(verdictOf(await people.send(ADA, 'GET', '/v1/approvals'))).toBe('403 forbidden');
      expect(verdictOf(await people.send(null, 'GET', '/v1/approvals'))).toBe('401 unauthenticated');
    });
  });
});
