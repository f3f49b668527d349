import { tally } from '../../src/texts/texts.ts';
import { anAcknowledgedTicket } from '../domain/support/story.ts';

test('a question between teams is no promise to the customer: the closing message does not count it', () => {
  const asked = anAcknowledgedTicket().agent.replies().agent.consults('sysadmins').sysadmin.answers();
  expect(asked.promise('pick-up').state).toBe('kept');
  expect(tally(asked.ticket.promises).map(({ kind }) => kind)).toEqual(['acknowledgement', 'first-reply']);
  const handedOver = asked.agent.forwards('sysadmins').sysadmin.takes();
  expect(tally(handedOver.ticket.promises).find(({ kind }) => kind === 'pick-up')).toMatchObject({ kept: 1 });
});
