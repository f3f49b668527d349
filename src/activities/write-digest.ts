import type { DigestChannel } from '../channels/digest-channel.ts';
import type { Instant } from '../domain/calendar/instant.ts';
import { weekBefore, zoneOfApprovers } from '../domain/reports/calendar-days.ts';
import { readDigestContent } from '../store/digest-content.ts';
import { findDigest, keepDigest, markDigestSent } from '../store/digests.ts';
import type { Store } from '../store/connect.ts';
import type { PolicyShelf } from '../store/policies.ts';
import { digestText } from '../texts/digest-text.ts';

export interface DigestOrder {
  policyHash: string;
  /** When it should be written; the week before is told. */
  scheduledFor: Instant;
  /** When it is, by the workflow's clock. */
  now: Instant;
}

/** Writes the digest of a week, and hands it over. Again, it hands over only what was not; the digest stays as it was. */
export const createWriteDigest =
  ({ store, policies, digests }: { store: Store; policies: PolicyShelf; digests: DigestChannel }) =>
  async ({ policyHash, scheduledFor, now }: DigestOrder): Promise<{ week: string }> => {
    const policy = await policies.find(policyHash);
    const zone = zoneOfApprovers(policy);
    const week = weekBefore(scheduledFor, zone);
    let digest = await findDigest(store, week.week);
    if (digest === undefined) {
      const content = await readDigestContent({ store, policies, now }, week, zone);
      const [locale = 'en'] = policy.locales;
      digest = await keepDigest(store, content, digestText(content, policy.company.name, locale));
    }
    if (digest.sent_at === null) {
      await digests.send({ week: week.week, text: digest.text });
      await markDigestSent(store, week.week, now);
    }
    return { week: week.week };
  };
