/** The Message-ID of a message that we send: from the ticket and its place in the journal, so the same at every try. */
export const messageIdOf = ({ ticketId, seq }: { ticketId: string; seq: number }, supportAddress: string): string =>
  `<${ticketId}.${seq}@${domainOf(supportAddress)}>`;

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
