import { isStaff } from '../../domain/ticket/actor.ts';
import type { TicketEvent } from '../../domain/ticket/events.ts';
import { customersEar, type ToldEvent } from '../../domain/ticket/told-to-customers.ts';
import type { Ticket } from '../../domain/ticket/ticket.ts';
import type { JournalEntry } from '../../store/journal-page.ts';
import type { Principal } from '../auth/principal.ts';
import { viewEvent, viewMessage } from '../views.ts';
import type { LiveEntry } from './follow-journal.ts';

/** What a viewer of the ticket is sent, as server-sent events, of each entry in turn; `null`: nothing. */
export function liveViewOf(ticket: Ticket, viewer: Principal): (entry: LiveEntry) => string | null {
  const tell: (event: TicketEvent) => ToldEvent | null = isStaff(viewer) ? (event) => event : customersEar(ticket);
  return (live) => {
    switch (live.type) {
      case 'silence':
        return ': nothing new\n\n';
      case 'rewound':
        return write(live.id, 'rewound', { seq: live.seq });
      case 'event': {
        const told = tell(eventOf(live.entry));
        return told === null ? null : write(live.id, live.entry.type, viewEntry(live.entry, told));
      }
      default:
        return live satisfies never;
    }
  };
}

const eventOf = ({ at, type, by, link, data }: JournalEntry) =>
  ({ at: at.toISOString(), type, by, ...(link === null ? {} : { link }), data }) as TicketEvent;

const viewEntry = ({ message, ...entry }: JournalEntry, { by, link, data }: ToldEvent) => ({
  ...viewEvent({ ...entry, link: link ?? null }),
  by,
  data,
  ...(message === null ? {} : { message: viewMessage(message) }),
});

/** JSON has no line ends of its own, so the data is one line. */
const write = (id: string, event: string, data: object): string =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
