import { z } from 'zod';
import type { App } from '../fastify-app.ts';
import { EVERYBODY } from '../auth/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { isRevoked } from '../../store/ticket-links.ts';
import { followJournal, type LiveEntry } from '../live/follow-journal.ts';
import { LiveStreams } from '../live/live-streams.ts';
import { liveViewOf } from '../live/live-view.ts';
import { noteWhatIsRead } from '../live/note-reading.ts';
import { BEGINNING, LastEventId } from '../live/position.ts';
import { problems } from '../schemas/problems.ts';
import { TicketParams } from '../schemas/ticket-params.ts';
import { ticketFor } from '../ticket-for.ts';

/** Proxies close what says nothing for a while: a minute with most. */
const SILENCE_MS = 15_000;

const DESCRIPTION = `Server-sent events: all that was journalled so far, then each change as it happens.
\`id\` is the event's \`seq\`, followed by \`.1\`, \`.2\` … once the end of the journal was replaced; sent back as \`Last-Event-ID\`, the stream goes on after it.
\`event\` is the type of what happened, \`data\` is \`{seq, at, type, by, link?, data, message?}\`, with the message that the event published; \`link\`, for staff, is the id of the ticket's link that they came by.
An event \`rewound\` with \`{seq}\` says that what came after \`seq\` is no longer so; what is so follows. An id that this journal never gave is answered by a \`rewound\` to 0, and everything.
Customers are told what concerns them, and \`by\` is \`null\` where they are not told who of staff did it. The stream ends when the token or the link expires, or the link is taken back.`;

/** Text, as OpenAPI sees it; what is in it is told by its description. */
const EventStream = {
  description: DESCRIPTION,
  content: { 'text/event-stream': { schema: z.string() as z.ZodType } },
};

export function liveRoutes(app: App, dependencies: ApiDependencies): void {
  const { liveStore, feed, clock } = dependencies;
  const streams = new LiveStreams();
  app.addHook('preClose', () => streams.end());

  app.route({
    method: 'GET',
    url: '/v1/tickets/:id/live',
    // A HEAD would be answered at once, and its stream go on unseen.
    exposeHeadRoute: false,
    config: { roles: EVERYBODY },
    schema: {
      tags: ['tickets'],
      summary: 'What happens to a ticket, as it happens',
      params: TicketParams,
      headers: z.looseObject({ 'last-event-id': LastEventId.optional() }),
      response: { 200: EventStream, ...problems(400, 401, 403, 404, 503) },
    },
    handler: async (request, reply) => {
      const { id, state } = await ticketFor(dependencies, request);
      const { principal, headers } = request;
      const view = liveViewOf(state, principal);
      const { link } = principal;
      const mayRead = async () => link === undefined || !(await isRevoked(liveStore, link));
      const from = headers['last-event-id'] ?? BEGINNING;
      const stream = streams.start({
        response: reply.raw,
        until: principal.validUntil,
        follow: (onChange) => feed.follow(id, onChange),
        write: (alarm, signal) => {
          const reading = { store: liveStore, ticketId: id, from, alarm, signal, silenceMs: SILENCE_MS };
          const entries = followJournal({ ...reading, mayRead });
          const isChatting = state.channel === 'chat' && principal.role === 'customer';
          return shown(isChatting ? noteWhatIsRead(entries, { store: liveStore, ticketId: id, clock }) : entries, view);
        },
      });
      return reply
        .type('text/event-stream')
        .headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
        .send(stream);
    },
  });
}

async function* shown(entries: AsyncIterable<LiveEntry>, view: (entry: LiveEntry) => string | null) {
  for await (const entry of entries) {
    const text = view(entry);
    if (text !== null) yield text;
  }
}
