import { storable } from '../../domain/storable-text.ts';
import { QuoteFinder } from './quote-finder.ts';

/** The longest text in which quotes are looked for. */
const MAX_LENGTH = 100_000;
const MAX_FRESH_LENGTH = 50_000;
/** Everybody who reads the conversation gets it. */
export const MAX_FOLDED_LENGTH = 100_000;
/** The rest is in the mail itself. */
const CUT = '\n[…]';

export interface Folded {
  /** What the customer wrote. */
  fresh: string;
  /** Quoted mails, signatures and what is too long, kept aside as far as anybody may want to read it; `null` where there is none. */
  folded: string | null;
}

/** Takes apart what was written now and what was quoted. Where nothing would be left, all of it counts as written. */
export function foldReply(text: string): Folded {
  const { fresh, folded } = apart(text);
  const aside = [fresh.slice(MAX_FRESH_LENGTH), folded].filter((part) => part !== '').join('\n\n');
  return {
    fresh: beginningOf(fresh, MAX_FRESH_LENGTH),
    folded:
      aside === '' ? null : aside.length <= MAX_FOLDED_LENGTH ? aside : beginningOf(aside, MAX_FOLDED_LENGTH) + CUT,
  };
}

/** A letter may consist of two halves. */
const beginningOf = (text: string, length: number): string => storable(text.slice(0, length));

function apart(text: string): { fresh: string; folded: string } {
  // What some take for the end of a line is one; runs of empty lines say nothing.
  const lines = text.replace(/\r\n?|[\u2028\u2029]/g, '\n');
  const whole = lines.trim().replace(/\n(?:[^\S\n]*\n){2,}/g, '\n\n');
  if (whole.length > MAX_LENGTH) return { fresh: whole, folded: '' };
  const fragments = new QuoteFinder().parse(whole).getFragments();
  const textOf = (isHidden: boolean) =>
    fragments
      .filter((fragment) => fragment.isHidden() === isHidden)
      .map((fragment) => fragment.getContent().trim())
      .join('\n\n')
      .trim();
  const fresh = textOf(false);
  const folded = textOf(true);
  return fresh === '' ? { fresh: whole, folded: '' } : { fresh, folded };
}
