import { after, DAY, HOUR, MINUTE, msBetween, SECOND } from '../../src/domain/calendar/instant.ts';
import { alwaysOnDuty } from '../support/world/always-on-duty.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA } from '../support/world/tokens.ts';
import { expectAbout } from './support/expect-promise.ts';
import { expectGapless } from './support/gapless.ts';
import { inboxOf, rungOf } from './support/inbox.ts';
import { RecordingStaffChannel } from './support/recording-staff-channel.ts';
import { runsOf } from './support/runs.ts';
import { Tale } from './support/tale.ts';
import { toldOf } from './support/told-of.ts';

const RUNGS = [50, 75, 100, 150];
const ALL = RUNGS.map((rung) => `first-reply 1 ${rung}`);

describe('P12: management hears of each rung once, in its inbox and besides', () => {
  let world: TimeSkippingWorld;
  const staffChannel = new RecordingStaffChannel();
  beforeAll(async () => {
    world = await startTimeSkippingWorld({
      staffChannel,
      currentPolicy: alwaysOnDuty(),
      runs: { continueAfterEvents: 40 },
      maxCachedWorkflows: 0,
    });
  });
  afterAll(() => world.end());
  beforeEach(() => {
    staffChannel.isFailing = false;
  });

  test('through a worker restarted between the rungs, and runs continued as new', async () => {
    const tale = await Tale.inReview(world);
    await tale.takenBy(ADA);
    const { submittedAt } = await tale.ticket();
    for (const rung of RUNGS) {
      await tale.agentWrites({ visibility: 'internal' });
      await tale.skipTo(after(submittedAt, rung * 6 * SECOND + SECOND));
      await toldOf(tale, { kind: 'first-reply', cycle: 1, rung });
      await world.restartWorker();
    }
    await tale.caughtUp();

    const inbox = await inboxOf(world.people, tale.id);
    expect(inbox.map(rungOf)).toEqual(ALL);
    for (const { rung, dueAt, firedAt, latenessMs } of inbox) {
      expect(dueAt).toBe(after(submittedAt, rung * 6 * SECOND));
      expectAbout(firedAt, dueAt);
      expect(latenessMs).toBe(msBetween(dueAt, firedAt));
    }
    expect(inbox.map(({ recipients }) => recipients.map(({ person }) => person))).toEqual([
      ['ada'],
      ['ada', 'manager-1'],
      ['ada', 'manager-1', 'manager-2'],
      ['manager-2', 'manager-3'],
    ]);
    expect(staffChannel.rungsOf(tale.id)).toEqual(ALL);
    expect((await runsOf(tale)).length).toBeGreaterThanOrEqual(2);
    await expectGapless(tale);
  });

  test('in the inbox at once and by the channel later, once, when that is down for an hour', async () => {
    staffChannel.isFailing = true;
    const tale = await Tale.inReview(world);
    await tale.justAfter('first-reply');
    await tale.sees('promise.missed', { kind: 'first-reply' });
    expect((await inboxOf(world.people, tale.id)).map(rungOf)).toEqual(ALL.slice(0, 3));
    await world.restartWorker();
    await world.letPass(HOUR);
    expect(staffChannel.attempts).toBeGreaterThan(10);
    expect(staffChannel.rungsOf(tale.id)).toEqual([]);
    expect(await tale.happened('management.told')).toEqual([]);

    // What gathered meanwhile is sent by one activity; it fails in the middle, and the next try goes on from there.
    staffChannel.isFailing = false;
    staffChannel.refusesOnce.add(100);
    await world.letPass(10 * MINUTE);
    await toldOf(tale, { kind: 'first-reply', cycle: 1, rung: 150 });
    expect(staffChannel.refusesOnce.size).toBe(0);
    expect(staffChannel.rungsOf(tale.id)).toEqual(ALL);
    const told = await tale.happened('management.told');
    expect(told.map(({ data }) => data.notices.map(({ rung }) => rung))).toEqual([[50], [75, 100, 150]]);
    const sent = await world.store.selectFrom('notices').where('ticket_id', '=', tale.id).select('sent_at').execute();
    for (const { sent_at } of sent) expect(sent_at).toBeInstanceOf(Date);
    expect(sent).toHaveLength(ALL.length);
  });

  test('a closed ticket ends when management was told, or after a day of trying', async () => {
    staffChannel.isFailing = true;
    const tale = await Tale.inReview(world);
    await world.letPass(6 * MINUTE);
    await tale.sees('promise.warned', { rung: 50 });
    await tale.withdrawn();
    await world.letPass(DAY - 30 * MINUTE);
    expect((await tale.workflow().describe()).status.name).toBe('RUNNING');
    await world.letPass(HOUR);
    const { data } = await tale.sees('management.told');
    expect(data).toEqual({
      notices: [{ kind: 'first-reply', cycle: 1, rung: 50 }],
      failure: 'the pager is on fire',
    });
    expect(await tale.workflow().result()).toMatchObject({ outcome: 'withdrawn' });
    expect((await inboxOf(world.people, tale.id)).map(rungOf)).toEqual(ALL.slice(0, 1));
    await expectGapless(tale);
  });
});
