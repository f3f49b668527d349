import { UndeliverableError, type Channel } from '../channel.ts';

/**
 * Mail, but not to addresses that mail came back from. A message that needs no mail, as its customer reads it in the chat,
 * is none of that.
 * @param refusalOf why mail to an address is not tried any more; `null`: it is
 */
export const withoutRefusedAddresses = (
  mail: Channel,
  refusalOf: (address: string) => Promise<string | null>,
): Channel => ({
  send: async (message) => {
    const refused = message.address === null ? null : await refusalOf(message.address);
    if (refused !== null) throw new UndeliverableError(`mail to the customer's address came back: ${refused}`);
    return mail.send(message);
  },
});
