import type { Instant } from '../../domain/calendar/instant.ts';
import { noticeText, noticeTitle } from '../../texts/notice-text.ts';
import type { Say } from '../../texts/say.ts';
import type { AnnouncementChannel } from '../announcement-channel.ts';
import type { DigestChannel } from '../digest-channel.ts';
import { createEachWay } from '../each-way.ts';
import type { StaffChannel } from '../staff-channel.ts';
import { domainOf } from './message-id.ts';
import { send } from './smtp-channel.ts';
import type { MailTransport } from './smtp-transport.ts';

interface StaffMail {
  transport: MailTransport;
  company: string;
  supportAddress: string;
  /** In the language that staff reads. */
  say: Say;
  /** An instant as management reads it. */
  clock: (at: Instant) => string;
  /** Told of what could not be delivered for good: a wrong address must not hold up the next notice. */
  onRefused: (reason: string) => void;
}

/** What staff is told, to those whose address is known. Its Message-ID is that of the notice, so a repetition is recognised. */
export function createMailStaffChannel(staff: StaffMail): StaffChannel {
  const toStaff = createStaffMailer(staff);
  return {
    tell: (notice) =>
      toStaff({
        to: notice.addresses,
        about: `notice.${notice.id}`,
        subject: `${noticeTitle(notice, staff.say)}: ${notice.subject}`,
        text: noticeText(notice, staff.say, staff.clock),
      }),
  };
}

/** The week's digest, to all of management whose address is known. */
export function createMailDigestChannel(staff: StaffMail, to: string[]): DigestChannel {
  const toStaff = createStaffMailer(staff);
  return {
    send: ({ week, text }) =>
      toStaff({ to, about: `digest.${week}`, subject: staff.say('notice.digest', { week }), text }),
  };
}

/** To all of management whose address is known. */
export function createMailAnnouncementChannel(staff: StaffMail, to: string[]): AnnouncementChannel {
  const toStaff = createStaffMailer(staff);
  return { announce: ({ id, title, text }) => toStaff({ to, about: `announcement.${id}`, subject: title, text }) };
}

interface Letter {
  to: string[];
  about: string;
  subject: string;
  text: string;
}

/** To each by a mail of their own: an address that fails holds up no other, and is tried again alone. */
function createStaffMailer({ transport, company, supportAddress, onRefused }: StaffMail) {
  const eachWay = createEachWay();
  const domain = domainOf(supportAddress);
  return ({ to, about, subject, text }: Letter): Promise<void> =>
    eachWay(
      about,
      to.map((address, index) => ({
        name: address,
        go: async () => {
          const refusal = await send(transport, {
            messageId: `<${about}.${index + 1}@${domain}>`,
            from: { name: company, address: supportAddress },
            to: address,
            subject: subject.replace(/[\p{Cc}\u2028\u2029]+/gu, ' '),
            headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
            text,
            disableFileAccess: true,
            disableUrlAccess: true,
          });
          if (refusal !== null) onRefused(refusal);
        },
      })),
    );
}
