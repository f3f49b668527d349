/** What the service promises, in short: docs and stories cite it by number. */
export const PROMISES = {
  P1: 'support is reached by ticket, chat or e-mail',
  P2: 'an automatic acknowledgement within 2 minutes, 1 in a chat',
  P3: "a human's first reply within 10 minutes, 24/7",
  P4: 'if it takes longer: regular, honest updates',
  P5: 'support may call on the data centre without handing over',
  P6a: 'escalated for high workload',
  P6b: 'escalated for a server problem',
  P6c: 'escalated for something complex',
  P6d: 'escalated to management',
  P7: 'five phases',
  P8: 'one conversation, and why it goes to another team',
  P9: 'specialists know everything',
  P10: 'confirmed with the customer, closed with all details',
  P11: 'resolution times by kind, an estimate in advance',
  P12: 'management knows of what is missed',
  P13: 'follow-ups come first',
  P14: 'the whole conversation stays with the customer',
  P15: 'managers decide by signal',
  P16: 'the customer knows what to expect',
} as const;

export const EXAMPLES = {
  E1: 'a billing question',
  E2: 'a slow VPS',
  E3: 'custom firewall rules',
  E4: 'a credit for an outage',
} as const;

type Citable = keyof typeof PROMISES | keyof typeof EXAMPLES;
export const CITABLE = [...Object.keys(PROMISES), ...Object.keys(EXAMPLES)] as [Citable, ...Citable[]];
