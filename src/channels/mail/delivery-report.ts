import type { ParsedMail } from 'mailparser';
import { storable } from '../../domain/storable-text.ts';
import type { DeliveryReport } from './incoming-mail.ts';
import { mailAddress } from './mail-address.ts';

const MAX_REASON_LENGTH = 300;

/**
 * Reads what a mail server reports of a mail of ours (RFC 3464). @returns null for mails that report nothing, such as one in
 * which a person shows us a report that they got
 */
export function readReport({ headers, attachments }: ParsedMail): DeliveryReport | null {
  const { value, params } = (headers.get('content-type') ?? {}) as { value?: string; params?: Record<string, string> };
  if (value !== 'multipart/report' || params?.['report-type']?.toLowerCase() !== 'delivery-status') return null;
  const report = attachments.find(({ contentType }) => contentType === 'message/delivery-status');
  if (report === undefined) return null;
  const fields = storable(unfolded(report.content.toString('utf8')));
  const valueOf = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(fields)?.[1]?.trim() ?? '';
  const said = valueOf('Diagnostic-Code').replace(/^[\w-]+;\s*/, '') || valueOf('Status');
  return {
    action: valueOf('Action').toLowerCase(),
    reason: storable(said.slice(0, MAX_REASON_LENGTH)) || 'no reason was given',
    recipients: [valueOf('Original-Recipient'), valueOf('Final-Recipient')].flatMap(
      (recipient) => mailAddress(recipient.replace(/^[\w-]+;\s*/, '').replace(/^<|>$/g, '')) ?? [],
    ),
  };
}

/** A field may go on in the next line, if that begins with a space. */
const unfolded = (text: string): string => text.replace(/\r?\n[ \t]+/g, ' ');
