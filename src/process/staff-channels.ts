import type { Logger } from 'pino';
import { announceByAll, type AnnouncementChannel } from '../channels/announcement-channel.ts';
import {
  createWebhookAnnouncementChannel,
  createWebhookDigestChannel,
  createWebhookStaffChannel,
} from '../channels/chat-webhook.ts';
import { sendByAll, type DigestChannel } from '../channels/digest-channel.ts';
import { createLogAnnouncementChannel } from '../channels/log-announcement-channel.ts';
import { createLogDigestChannel } from '../channels/log-digest-channel.ts';
import { createLogStaffChannel } from '../channels/log-staff-channel.ts';
import {
  createMailAnnouncementChannel,
  createMailDigestChannel,
  createMailStaffChannel,
} from '../channels/mail/staff-mail.ts';
import type { MailTransport } from '../channels/mail/smtp-transport.ts';
import { byAll, type StaffChannel } from '../channels/staff-channel.ts';
import type { Policy } from '../domain/policy/schema.ts';
import { zoneOfApprovers } from '../domain/reports/calendar-days.ts';
import { sayIn } from '../texts/say.ts';
import { instantsFor } from '../texts/words.ts';
import type { Environment } from './environment.ts';

/** The ways to staff as the settings say: the log in any case, e-mail where there is a mail server, a chat's webhook. */
export function openStaffChannels(
  { STAFF_WEBHOOK_URL: webhook }: Pick<Environment, 'STAFF_WEBHOOK_URL'>,
  policy: Policy,
  transport: MailTransport | null,
  log: Logger,
): { staffChannel: StaffChannel; digests: DigestChannel; announcements: AnnouncementChannel } {
  const { name: company, supportAddress } = policy.company;
  // In the policy's first language, by the clock of those who decide.
  const [locale = 'en'] = policy.locales;
  const say = sayIn(locale);
  const clock = instantsFor(policy, { locale, timeZone: zoneOfApprovers(policy) });
  const onRefused = (reason: string) => log.warn({ reason }, 'a notice could not be delivered');
  const mail = transport === null ? null : { transport, company, supportAddress, say, clock, onRefused };
  const managers = Object.values(policy.management.people).flatMap(({ email }) => email ?? []);
  return {
    staffChannel: byAll(
      createLogStaffChannel(log),
      ...(mail === null ? [] : [createMailStaffChannel(mail)]),
      ...(webhook === undefined ? [] : [createWebhookStaffChannel(webhook, say, clock)]),
    ),
    digests: sendByAll(
      createLogDigestChannel(log),
      ...(mail === null ? [] : [createMailDigestChannel(mail, managers)]),
      ...(webhook === undefined ? [] : [createWebhookDigestChannel(webhook)]),
    ),
    announcements: announceByAll(
      createLogAnnouncementChannel(log),
      ...(mail === null ? [] : [createMailAnnouncementChannel(mail, managers)]),
      ...(webhook === undefined ? [] : [createWebhookAnnouncementChannel(webhook)]),
    ),
  };
}
