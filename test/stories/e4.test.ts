import { HOUR, MINUTE, msBetween } from '../../src/domain/calendar/instant.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { CARLA, LEAD } from '../support/world/tokens.ts';
import { at, isMidweek, nextDay } from './support/clocks.ts';
import { expectKept } from './support/expect-promise.ts';
import { expectEveryPromiseEnded, expectGapless } from './support/gapless.ts';
import { Tale } from './support/tale.ts';

const BERLIN = 'Europe/Berlin';
const REQUEST = { subject: 'Outage', body: 'You were down for two hours: I want a credit.', country: 'IT' };

describe('E4: credit for an outage', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  /** Asked for on a day on which those who decide are there. */
  async function asked(locale: string): Promise<{ tale: Tale; approvalId: string }> {
    const day = nextDay(await world.now(), BERLIN, (one) => isMidweek('DE', one));
    await world.letPass(msBetween(await world.now(), at(day, '10:00', BERLIN)));
    const tale = await Tale.inReview(world, { ...REQUEST, locale });
    await world.letPass(4 * MINUTE);
    await tale.agentWrites({ body: 'I am sorry. I ask our management for it.' });
    await tale.reviewedAs('complex');
    return { tale, approvalId: await tale.asksApproval() };
  }

  test('granted: the customer is told, and a credit note with net, VAT and gross follows', async () => {
    const { tale, approvalId } = await asked('en');
    expect((await tale.ticket()).status).toBe('waiting-for-approval');
    expect(await tale.textOf('decision-awaited')).toContain('We have asked our management to decide on a credit');
    await world.letPass(HOUR);
    await tale.signals({
      approvalId,
      decision: 'approve',
      by: 'manager-1',
      comment: 'With our apologies.',
      commentForCustomer: true,
    });
    const { data } = await tale.sees('approval.carried-out');
    await tale.eventually(({ status }) => status === 'open');

    await expectKept(tale, 'decision');
    const [decided] = await tale.happened('approval.decided');
    expect(decided).toMatchObject({ by: 'manager-1', data: { via: 'signal', state: 'approved', level: 1 } });
    expect(await tale.textOf('approval-granted')).toMatch(
      /granted a credit of 50\.00.EUR \(net\)[^]*With our apologies\./,
    );
    const note = await tale.textOf('credit-note');
    expect(note).toContain(`Credit note ${data.creditNote}`);
    expect(note).toMatch(/Net: 50\.00.EUR\nVAT 22 % \(IT\): 11\.00.EUR\nGross: 61\.00.EUR/);

    await tale.resolved(undefined, { summary: 'Your credit note is in this conversation.' });
    await tale.confirmed();
    expect(await tale.workflow().result()).toMatchObject({ outcome: 'confirmed' });
    await expectEveryPromiseEnded(tale);
    await expectGapless(tale);
    expect(await tale.heard()).toEqual([
      'acknowledgement',
      'ada',
      'decision-awaited',
      'approval-granted',
      'credit-note',
      'ada',
      'confirmation-wanted',
      'closed',
    ]);
    expect((await world.people.ticket(tale.id, CARLA)).approvals).toMatchObject([
      { state: 'approved', amount: { minor: 5_000 }, creditNote: data.creditNote, reason: null, decisions: [] },
    ]);
  });

  test('refused: the customer is told, in Italian, and nothing follows', async () => {
    const { tale, approvalId } = await asked('it');
    await tale.decides(approvalId, LEAD, 'refuse', { comment: 'Fuori dal contratto.', commentForCustomer: true });
    expect(await tale.textOf('approval-refused')).toMatch(
      /ha deciso di non concedere: un credito[^]*Fuori dal contratto\./,
    );
    expect(await tale.approval(approvalId)).toMatchObject({
      state: 'refused',
      reason: 'Two hours of outage.',
      creditNote: null,
      decisions: [{ by: 'manager-1', via: 'api', comment: 'Fuori dal contratto.', standing: true }],
    });
    await tale.caughtUp();
    expect(await tale.happened('approval.carried-out')).toEqual([]);
    await tale.withdrawn();
  });
});
