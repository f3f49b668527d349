import { join } from 'node:path';
import { createWriteDigest } from '../../src/activities/write-digest.ts';
import type { OutgoingDigest } from '../../src/channels/digest-channel.ts';
import { PROJECT_ROOT } from '../../src/process/environment.ts';
import { readCurrentPolicy } from '../../src/process/policy-file.ts';
import { connectStore, type Store } from '../../src/store/connect.ts';
import { keepDigest } from '../../src/store/digests.ts';
import { createPolicyShelf, type PolicyShelf } from '../../src/store/policies.ts';
import { berlin } from '../domain/support/when.ts';
import { createDatabase } from '../support/servers/database.ts';

describe('a digest is written once and handed over once', () => {
  let store: Store;
  let policies: PolicyShelf;
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let policyHash: string;
  beforeAll(async () => {
    database = await createDatabase();
    store = connectStore(database.url);
    policies = createPolicyShelf(store);
    const { policy, hash } = await readCurrentPolicy(join(PROJECT_ROOT, 'policies/introserv.yaml'));
    await policies.keep(hash, policy);
    policyHash = hash;
  });
  afterAll(async () => {
    await store.destroy();
    await database.drop();
  });

  /** A channel that takes nothing so many times, and then everything. */
  const writing = (failures: number) => {
    const sent: OutgoingDigest[] = [];
    let left = failures;
    const send = (digest: OutgoingDigest) => {
      left -= 1;
      if (left >= 0) return Promise.reject(new Error('nobody there'));
      sent.push(digest);
      return Promise.resolve();
    };
    return { sent, write: createWriteDigest({ store, policies, digests: { send } }) };
  };
  const order = (monday: string, now = monday) => ({ policyHash, scheduledFor: berlin(monday), now: berlin(now) });
  const kept = (week: string) => store.selectFrom('digests').where('week', '=', week).selectAll().execute();

  test('when its channel was away, the same text is handed over later', async () => {
    const { sent, write } = writing(1);
    await expect(write(order('2026-06-08 08:00'))).rejects.toThrow('nobody there');
    const [before] = await kept('2026-W23');
    expect(before).toMatchObject({ sent_at: null });
    expect(await write(order('2026-06-08 08:00', '2026-06-10 17:00'))).toEqual({ week: '2026-W23' });
    expect(sent).toEqual([{ week: '2026-W23', text: before!.text }]);
    const later = await kept('2026-W23');
    expect(later).toEqual([{ ...before, sent_at: new Date(berlin('2026-06-10 17:00')) }]);
    await write(order('2026-06-12 08:00'));
    expect(sent).toHaveLength(1);
    expect(await kept('2026-W23')).toEqual(later);
  });

  test('two at once keep one', async () => {
    const { sent, write } = writing(0);
    await Promise.all([write(order('2026-06-15 08:00')), write(order('2026-06-15 08:00', '2026-06-15 08:01'))]);
    expect(await kept('2026-W24')).toHaveLength(1);
    expect(new Set(sent.map(({ text }) => text)).size).toBe(1);
  });

  test('of two, the first is kept', async () => {
    const [digest] = await kept('2026-W24');
    const other = { ...digest!.content, asOf: berlin('2026-06-16 08:00') };
    expect(await keepDigest(store, other, 'Another text.')).toEqual(digest);
    expect(await kept('2026-W24')).toEqual([digest]);
  });

  test('written days late it tells of the week that was due', async () => {
    const { write } = writing(0);
    expect(await write(order('2026-03-30 08:00', '2026-04-02 12:00'))).toEqual({ week: '2026-W13' });
  });
});
