import type { ApprovalTerms } from '../policy/terms.ts';
import type { Refusal } from '../ticket/refusal.ts';
import type { ApprovalType, Money } from './approval.ts';

/** Why nobody could grant that much, whoever decides; `null` when somebody could. */
export function amountFault(terms: ApprovalTerms, type: ApprovalType, amount: Money | null): Refusal | null {
  if (terms.types[type].amount === 'none') {
    return amount === null ? null : fault('amount-not-expected', `no amount is asked for with ${type}`, 'amount');
  }
  if (amount === null) return fault('amount-required', `${type} needs an amount`, 'amount');
  const { minor, currency } = amount;
  const limits = Object.hasOwn(terms.limits, currency) ? terms.limits[currency] : undefined;
  if (limits === undefined) {
    const known = Object.keys(terms.limits).join(', ');
    return fault('unknown-currency', `expected an amount in ${known}`, 'amount.currency');
  }
  if (minor <= limits.hardMaximum) return null;
  const most = `nobody grants more than ${limits.hardMaximum} (in minor units of ${currency})`;
  return fault('amount-too-high', most, 'amount.minor');
}

const fault = (code: Refusal['code'], detail: string, path: string): Refusal => ({ code, detail, path });
