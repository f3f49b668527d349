import { domainToASCII } from 'node:url';

const MAX_LENGTH = 254;
/** With what may stand around it. In another script its domain may be shorter than in DNS, and never longer. */
const MAX_TEXT_LENGTH = 320;
const MAX_LOCAL_LENGTH = 64;

/**
 * An e-mail address as it is compared and written to: in lower case, its domain as DNS has it. Letters of any script are
 * welcome; quoted parts, comments and addresses without a domain are not.
 * @returns null when it is none
 */
export function mailAddress(text: string): string | null {
  // What is too long to be one is not looked into: it may take long.
  if (text.length > MAX_TEXT_LENGTH) return null;
  const [, local = '', domain = ''] = /^([^\s@"(),:;<>[\\\]\p{Cc}]+)@([^\s@]+)$/u.exec(text.trim().toLowerCase()) ?? [];
  const host = domainToASCII(domain);
  const isDotted = /^[^.]+(\.[^.]+)*$/.test(local) && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host);
  const address = `${local}@${host}`;
  return isDotted && local.length <= MAX_LOCAL_LENGTH && address.length <= MAX_LENGTH ? address : null;
}
