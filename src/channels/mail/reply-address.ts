import { createHmac, timingSafeEqual } from 'node:crypto';
import { domainOf } from './message-id.ts';

/** Enough that nobody guesses one; short, as the part before the @ has 64 characters at most. */
const SIGNATURE_LENGTH = 24;

/** What a recipient's address says of the ticket that its mail belongs to. */
export type Addressed = { ticketNumber: number } | 'forged' | 'nobody';

/** Addresses that answers come back to: each names its ticket and is signed, so that only who got a mail can have it. */
export interface ReplyAddresses {
  of(ticketNumber: number): string;
  /** `nobody`: the address names no ticket; `forged`: it does, and we did not make it. */
  read(address: string): Addressed;
}

/** @param supportAddress with a plain part before the @: what follows a plus in it is ours */
export function createReplyAddresses(secret: string, supportAddress: string): ReplyAddresses {
  const domain = domainOf(supportAddress).toLowerCase();
  const local = supportAddress.slice(0, supportAddress.lastIndexOf('@')).toLowerCase();
  // Hexadecimal: some servers write addresses in lower case.
  const sign = (number: number) =>
    createHmac('sha256', secret).update(`reply to ${number}`).digest('hex').slice(0, SIGNATURE_LENGTH);
  return {
    of: (number) => `${local}+${number}.${sign(number)}@${domain}`,
    read: (address) => {
      const at = address.toLowerCase().lastIndexOf('@');
      const given = address.toLowerCase();
      if (given.slice(at + 1) !== domain || !given.startsWith(`${local}+`)) return 'nobody';
      const [, number, signature] = /^([1-9]\d{0,8})\.([0-9a-f]+)$/.exec(given.slice(local.length + 1, at)) ?? [];
      if (number === undefined || signature === undefined) return 'forged';
      return isSame(signature, sign(Number(number))) ? { ticketNumber: Number(number) } : 'forged';
    },
  };
}

const isSame = (given: string, expected: string): boolean =>
  given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
