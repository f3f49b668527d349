import type { MessageView } from '../../src/api/schemas/conversation.ts';
import { viewWith } from '../../src/api/views.ts';
import { layOut } from '../../src/timeline/lay-out.ts';
import { timeline, type Told } from '../../src/timeline/timeline.ts';
import type { StoredTicket } from '../../src/store/tickets.ts';
import { CAST } from '../domain/support/cast.ts';
import type { Story } from '../domain/support/story.ts';

const MANAGER = { ...CAST.manager, teams: [], name: 'Mona' };

const CLOCK = 'Europe/Berlin';

type Played = Pick<Story, 'ticket' | 'status' | 'events'>;

/** Rows of the timeline of a story that the rules themselves played. Each message says its id, unless told otherwise. */
export const rowsOf = (
  story: Played,
  {
    bodies = {},
    columns = 100,
    ...other
  }: Partial<{ bodies: Record<string, string>; columns: number } & Pick<Told, 'zone' | 'told'>> = {},
): string[] => layOut(timeline({ ...toldOf(story, bodies), ...other }), { columns, paint: undefined });

/** A story that the rules themselves played, as the API would tell it. */
export function toldOf(story: Played, bodies: Record<string, string> = {}): Told {
  const { ticket: state, events } = story;
  const row = {
    ...state,
    state,
    number: 7,
    status: story.status,
    subject: 'Help',
    time_zone: CLOCK,
    next_due_at: null,
  };
  const messages = events.flatMap((event): MessageView[] => {
    if (event.type !== 'message.added' && event.type !== 'message.composed') return [];
    const { messageId: id, visibility } = event.data;
    if (visibility === 'internal') return [];
    const automatic = event.type === 'message.composed';
    const author = {
      role: event.type === 'message.composed' ? ('system' as const) : event.data.author,
      name: event.by,
    };
    const body = bodies[id] ?? (event.type === 'message.composed' ? event.data.template : id);
    return [{ id, at: event.at, author, visibility, automatic, body, attachments: [], folded: null }];
  });
  const ticket = viewWith({ reasons: new Map(), comments: new Map() }, row as unknown as StoredTicket, MANAGER);
  const names = new Map([
    [CAST.customer.id, 'Carla'],
    [CAST.agent.id, 'Ada'],
    [CAST.sysadmin.id, 'Siri'],
  ]);
  return { ticket, events, messages, names, zone: CLOCK };
}
