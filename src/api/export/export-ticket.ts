import { exportPage } from '../../console/export-page.ts';
import type { Instant } from '../../domain/calendar/instant.ts';
import { readConversation } from '../../store/conversation.ts';
import type { StoredTicket } from '../../store/tickets.ts';
import { instantsFor, localeOf } from '../../texts/words.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { MessageView } from '../schemas/conversation.ts';
import type { TicketView } from '../schemas/ticket.ts';
import { viewMessage, viewTicket } from '../views.ts';

/** Raised when what is in the file changes its meaning. */
const VERSION = 1;

type FileView = MessageView['attachments'][number];

/** A ticket's conversation, whole, to be given away (P14). */
export interface TicketExport {
  number: number;
  files: { id: string; path: string }[];
  /** @param besides whether the files lie beside it */
  html(besides: boolean): string;
  json: ExportedTicket;
}

export interface ExportedTicket {
  version: typeof VERSION;
  exportedAt: Instant;
  company: string;
  ticket: Omit<TicketView, 'allowedSteps'>;
  messages: (Omit<MessageView, 'attachments'> & { attachments: (FileView & { path: string | null })[] })[];
}

/** As its customer may read it, whoever asks: the file may be handed on. */
export async function exportTicket(dependencies: ApiDependencies, row: StoredTicket): Promise<TicketExport> {
  const { store, current, clock } = dependencies;
  const { policy } = current;
  const customer = { id: row.customer, name: row.customer, role: 'customer' as const, teams: [] };
  const [ticket, stored, exportedAt] = await Promise.all([
    viewTicket(store, row, customer),
    readConversation(store, row.id, { withInternal: false }),
    clock.now(),
  ]);
  const messages = stored.map(viewMessage);
  const paths = pathsOf(messages);
  const { allowedSteps: _none, ...shown } = ticket;
  return {
    number: row.number,
    files: [...paths].map(([id, path]) => ({ id, path })),
    html: (besides) =>
      exportPage({
        ticket,
        messages,
        locale: localeOf(policy, row.locale),
        instant: instantsFor(policy, { locale: row.locale, timeZone: row.time_zone }),
        company: policy.company,
        exportedAt,
        fileAt: ({ id }) => (besides ? encodeURI(paths.get(id) ?? '') : null),
      }),
    json: {
      version: VERSION,
      exportedAt,
      company: policy.company.name,
      ticket: shown,
      messages: messages.map((message) => ({
        ...message,
        attachments: message.attachments.map((file) => ({ ...file, path: paths.get(file.id) ?? null })),
      })),
    },
  };
}

/** Numbered, so that files of one name in different messages don't meet. */
function pathsOf(messages: MessageView[]): Map<string, string> {
  const kept = messages.flatMap(({ attachments }) => attachments).filter(({ refused }) => refused === null);
  const width = String(kept.length).length;
  return new Map(
    kept.map(({ id, fileName }, index) => [
      id,
      `attachments/${String(index + 1).padStart(width, '0')}-${fileName.replace(/[#?%]/g, '_')}`,
    ]),
  );
}
