import { aTicket, anAcknowledgedTicket, type Story } from '../../domain/support/story.ts';

/** Handed over on a Friday evening to a team that is closed until Monday, which keeps what it promises. */
export const overTheWeekend = (): Story =>
  anAcknowledgedTicket({ at: '2026-06-12 22:05' })
    .at('22:09')
    .agent.replies()
    .agent.reviews('standard')
    .at('22:15')
    .agent.forwards('sysadmins')
    .at('Mon 08:10')
    .sysadmin.takes()
    .at('08:40')
    .sysadmin.resolves()
    .at('09:00')
    .customer.confirms();

/** The customer is asked, and silent until the ticket closes. */
export const silentForAWeek = (): Story =>
  anAcknowledgedTicket().agent.replies().agent.reviews('standard').at('10:30').agent.asks().delivered().sleeps('8d');

/** The first reply comes five minutes late, and nothing has ended. */
export const answeredLate = (): Story =>
  aTicket().at('10:00:02').delivered().sleepsUntil('10:15').agent.replies().at('10:20');
