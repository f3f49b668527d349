import type { Instant } from '../../domain/calendar/instant.ts';
import { noticeText, noticeTitle } from '../../texts/notice-text.ts';
import type { Say } from '../../texts/say.ts';
import type { DigestChannel } from '../digest-channel.ts';
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
export const createMailStaffChannel = (staff: StaffMail): StaffChannel => ({
  tell: (notice) =>
    toStaff(staff, {
      to: notice.addresses,
      about: `notice.${notice.id}`,
      subject: `${noticeTitle(notice, staff.say)}: ${notice.subject}`,
      text: noticeText(notice, staff.say, staff.clock),
    }),
});

/** The week's digest, to all of management whose address is known. */
export const createMailDigestChannel = (staff: StaffMail, to: string[]): DigestChannel => ({
  send: ({ week, text }) =>
    toStaff(staff, { to, about: `digest.${week}`, subject: staff.say('notice.digest', { week }), text }),
});

interface Letter {
  to: string[];
  about: string;
  subject: string;
  text: string;
}

async function toStaff({ transport, company, supportAddress, onRefused }: StaffMail, letter: Letter): Promise<void> {
  const domain = domainOf(supportAddress);
  for (const [index, to] of letter.to.entries()) {
    const refusal = await send(transport, {
      messageId: `<${letter.about}.${index + 1}@${domain}>`,
      from: { name: company, address: supportAddress },
      to,
      subject: letter.subject.replace(/[\p{Cc}\u2028\u2029]+/gu, ' '),
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      text: letter.text,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    if (refusal !== null) onRefused(refusal);
  }
}
