import { simpleParser, type AddressObject, type Attachment, type Headers, type ParsedMail } from 'mailparser';
import { storable } from '../../domain/storable-text.ts';
import type { IncomingMail } from './incoming-mail.ts';
import { foldReply } from './fold-reply.ts';
import { mailAddress } from './mail-address.ts';
import { readReport } from './delivery-report.ts';
import { textOfHtml } from './text-of-html.ts';

const MAX_NAME_LENGTH = 200;
const MAX_SUBJECT_LENGTH = 500;
const MAX_REFERENCES = 50;
/** RFC 5322: a line has no more. */
const MAX_ID_LENGTH = 998;
const MAX_RECIPIENTS = 1_000;
const MAX_ADDRESS_LENGTH = 320;

/**
 * Reads a mail as it came. Whatever is broken in it is left out rather than refused: the mail itself is kept, and what it says
 * must reach somebody.
 */
export async function readMail(raw: Buffer): Promise<IncomingMail> {
  const mail = await simpleParser(raw, {
    skipImageLinks: true,
    skipTextToHtml: true,
    keepDeliveryStatus: true,
    // It tells whether there was any that is not in its text, which is laid out here, within bounds.
    maxHtmlLengthToParse: 1,
  });
  const { headers } = mail;
  const report = readReport(mail);
  const { fresh, folded } = foldReply(plain(textOf(mail)));
  return {
    mailId: lineOf(mail.messageId ?? '', MAX_SUBJECT_LENGTH) || null,
    sender: senderOf(mail),
    recipients: [...deliveredTo(headers), ...[mail.to, mail.cc].flatMap(addressesIn)]
      .filter(({ length }) => length <= MAX_ADDRESS_LENGTH)
      .slice(0, MAX_RECIPIENTS),
    subject: lineOf(mail.subject ?? '', MAX_SUBJECT_LENGTH),
    text: fresh,
    folded,
    files: mail.attachments.filter((attachment) => report === null || !isReport(attachment)).map(fileOf),
    answers: answersOf(mail),
    automatic: automaticBy(headers),
    report,
    returnPath: returnPathOf(headers),
    failedRecipients: textsOf(headers.get('x-failed-recipients')).flatMap((list) =>
      list.split(',').flatMap((address) => mailAddress(address) ?? []),
    ),
  };
}

/** As somebody would read it. What has plain text besides its HTML is read by that. */
function textOf({ text = '', html, textConversionError }: ParsedMail): string {
  if (!html || (textConversionError === undefined && text !== '')) return text;
  const laidOut = textOfHtml(html);
  // An empty line stands for the HTML, which is before or after what is plain.
  const parts = text.startsWith('\n') ? [laidOut, text] : [text, laidOut];
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n\n');
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

/** An empty one is an address without any; one that cannot be read counts as none at all. */
function returnPathOf(headers: Headers): string | null {
  const path = headers.get('return-path') as AddressObject | string | undefined;
  if (path === undefined) return null;
  return typeof path === 'string' ? path.replace(/[<>\s]/g, '') : (path.value[0]?.address ?? '');
}

const textsOf = (value: unknown): string[] =>
  [value ?? []].flat().filter((text): text is string => typeof text === 'string');

/** One of them comes as a text, several as a list. */
export const mailIdsOf = (references: string | string[] | undefined): string[] => [references ?? []].flat();

function answersOf({ inReplyTo, references }: ParsedMail): string[] {
  const earlier = mailIdsOf(references).slice(-MAX_REFERENCES).reverse();
  const all = [...(inReplyTo === undefined ? [] : [inReplyTo]), ...earlier];
  return [...new Set(all.filter(({ length }) => length <= MAX_ID_LENGTH).map(storable))];
}

/** RFC 3834, and what came before it. */
function automaticBy(headers: Headers): string | null {
  const said = (name: string): string => {
    const [value] = [headers.get(name)].flat();
    return typeof value === 'string' ? storable(value).trim().toLowerCase() : '';
  };
  const submitted = said('auto-submitted');
  if (submitted !== '' && !submitted.startsWith('no')) return `Auto-Submitted: ${submitted}`.slice(0, MAX_NAME_LENGTH);
  const precedence = said('precedence');
  if (['bulk', 'junk', 'auto_reply'].includes(precedence)) return `Precedence: ${precedence}`;
  const telling = ['x-autoreply', 'x-autorespond', 'x-auto-reply'].find((name) => headers.has(name));
  return telling ?? null;
}

/** Parts by which servers talk to each other. */
const isReport = ({ contentType }: Attachment): boolean =>
  contentType === 'message/delivery-status' || contentType === 'text/rfc822-headers';

const fileOf = ({ filename, contentType, content }: Attachment) => ({
  fileName: storable(filename ?? ''),
  contentType: storable(contentType),
  // Small ones are parts of a bigger piece of memory, which would come along.
  content: new Uint8Array(content),
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
