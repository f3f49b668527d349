import type { NoticeView } from '../../../src/api/schemas/notice.ts';
import type { HttpPeople } from '../../support/world/people.ts';
import { MONA } from '../../support/world/tokens.ts';

/** What management's inbox holds of a ticket, oldest first. */
export async function inboxOf(people: HttpPeople, ticketId: string): Promise<NoticeView[]> {
  const { body } = await people.send<{ items: NoticeView[] }>(MONA, 'GET', `/v1/notices?ticket=${ticketId}&limit=100`);
  return body.items.reverse();
}

export const rungOf = ({ promise: { kind, cycle }, rung }: NoticeView): string => `${kind} ${cycle} ${rung}`;
