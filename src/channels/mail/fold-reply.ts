import EmailReplyParser from 'email-reply-parser';

/** The longest text in which quotes are looked for; what is longer is hardly typed by hand, and looking takes time. */
const MAX_LENGTH = 100_000;

export interface Folded {
  /** What the customer wrote. */
  fresh: string;
  /** Quoted mails and signatures, kept aside; `null` where there are none. */
  folded: string | null;
}

/** Takes apart what was written now and what was quoted. Where nothing would be left, all of it counts as written. */
export function foldReply(text: string): Folded {
  const whole = text.trim();
  if (whole.length > MAX_LENGTH) return { fresh: whole, folded: null };
  const fragments = new EmailReplyParser().read(whole).getFragments();
  const textOf = (isHidden: boolean) =>
    fragments
      .filter((fragment) => fragment.isHidden() === isHidden)
      .map((fragment) => fragment.getContent().trim())
      .join('\n\n')
      .trim();
  const fresh = textOf(false);
  const folded = textOf(true);
  return fresh === '' || folded === '' ? { fresh: whole, folded: null } : { fresh, folded };
}
