import { createHmac } from 'node:crypto';

const LENGTH = 32;

/**
 * What customers are called who are known by their address alone. It ends up in workflow histories and in journals, which
 * outlive the address, so nobody reads the address from it.
 */
export const createMailCustomerIds =
  (secret: string) =>
  (address: string): string =>
    `mail-${createHmac('sha256', secret).update(`customer ${address}`).digest('hex').slice(0, LENGTH)}`;
