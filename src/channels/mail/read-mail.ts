import { simpleParser, type AddressObject, type Attachment, type Headers, type ParsedMail } from 'mailparser';
import { storable } from '../../domain/storable-text.ts';
import type { IncomingMail } from './incoming-mail.ts';
import { mailAddress } from './mail-address.ts';
import { readReport } from './delivery-report.ts';

const MAX_NAME_LENGTH = 200;
const MAX_SUBJECT_LENGTH = 500;
const MAX_REFERENCES = 50;
/** HTML beyond this is not turned into text: it would take long, and nobody reads it. The file itself is kept. */
const MAX_HTML_LENGTH = 1_000_000;

/**
 * Reads a mail as it came. Whatever is broken in it is left out rather than refused: the mail itself is kept, and what it says
 * must reach somebody.
 */
export async function readMail(raw: Buffer): Promise<IncomingMail> {
  const mail = await simpleParser(raw, {
    skipImageLinks: true,
    skipTextToHtml: true,
    keepDeliveryStatus: true,
    maxHtmlLengthToParse: MAX_HTML_LENGTH,
  });
  const { headers } = mail;
  return {
    mailId: lineOf(mail.messageId ?? '', MAX_SUBJECT_LENGTH) || null,
    sender: senderOf(mail),
    recipients: [...[mail.to, mail.cc].flatMap(addressesIn), ...deliveredTo(headers)],
    subject: lineOf(mail.subject ?? '', MAX_SUBJECT_LENGTH),
    text: plain(mail.text ?? ''),
    files: mail.attachments.filter((attachment) => !isReport(attachment)).map(fileOf),
    answers: answersOf(mail),
    automatic: automaticBy(headers),
    report: readReport(mail),
  };
}

function senderOf({ from }: ParsedMail): IncomingMail['sender'] {
  const [first] = from?.value ?? [];
  const address = mailAddress(first?.address ?? '');
  if (address === null) return null;
  return { address, name: lineOf(first?.name ?? '', MAX_NAME_LENGTH) || address };
}

const addressesIn = (list: AddressObject | AddressObject[] | undefined): string[] =>
  [list ?? []].flat().flatMap(({ value }) => value.flatMap(({ address }) => address ?? []));

/** To which of our addresses a server put it into our mailbox, also where its header doesn't name us. */
const deliveredTo = (headers: Headers): string[] =>
  ['delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) => {
    const value = headers.get(name);
    const texts = (Array.isArray(value) ? value : [value]) as unknown[];
    return texts.flatMap((text) => (typeof text === 'string' ? text : addressesIn(text as AddressObject | undefined)));
  });

/** One of them comes as a text, several as a list. */
export const mailIdsOf = (references: string | string[] | undefined): string[] => [references ?? []].flat();

function answersOf({ inReplyTo, references }: ParsedMail): string[] {
  const earlier = mailIdsOf(references).reverse().slice(0, MAX_REFERENCES);
  return [...new Set([...(inReplyTo === undefined ? [] : [inReplyTo]), ...earlier].map(storable))];
}

/** RFC 3834, and what came before it. */
function automaticBy(headers: Headers): string | null {
  const said = (name: string): string => {
    const value = headers.get(name);
    return typeof value === 'string' ? value.trim().toLowerCase() : '';
  };
  const submitted = said('auto-submitted');
  if (submitted !== '' && !submitted.startsWith('no')) return `Auto-Submitted: ${submitted}`.slice(0, MAX_NAME_LENGTH);
  const precedence = said('precedence');
  if (['bulk', 'junk', 'list', 'auto_reply'].includes(precedence)) return `Precedence: ${precedence}`;
  const telling = ['x-autoreply', 'x-autorespond', 'x-auto-reply'].find((name) => headers.has(name));
  return telling ?? null;
}

/** Parts by which servers talk to each other. */
const isReport = ({ contentType }: Attachment): boolean =>
  contentType === 'message/delivery-status' || contentType === 'text/rfc822-headers';

const fileOf = ({ filename, contentType, content }: Attachment) => ({
  fileName: storable(filename ?? ''),
  contentType: storable(contentType),
  content,
});

const plain = (text: string): string => storable(text.replaceAll('\r\n', '\n'));

/** On one line, however it was written. */
const lineOf = (text: string, maxLength: number): string =>
  storable(
    text
      .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
      .trim()
      .slice(0, maxLength),
  );
