import { ConversationView, JournalView } from '../api/schemas/conversation.ts';
import { TicketView } from '../api/schemas/ticket.ts';
import type { TicketEvent } from '../domain/ticket/events.ts';
import { ADA, CARLA, NAMES } from './cast.ts';
import type { Client } from './client.ts';
import { Scene, type Customer } from './scene.ts';
import type { Story } from './stories/stories.ts';
import type { Screen } from '../timeline/terminal.ts';
import { layOut } from '../timeline/lay-out.ts';
import type { Line } from '../timeline/line.ts';
import { timeline, type Told } from '../timeline/timeline.ts';

interface Play {
  story: Story;
  client: Client;
  paceMs: number;
  customer: Customer;
  screen: Screen;
  stop: AbortSignal;
}

/** Plays one story while telling it, then prints what the ticket says about it. */
export async function playStory({ story, client, paceMs, customer, screen, stop }: Play): Promise<void> {
  const show = (lines: Line[]) => {
    for (const row of layOut(lines, screen)) screen.print(row);
  };
  show([{ lead: '', text: `${story.id.toUpperCase()}  ${story.about}`, style: 'heading' }]);
  const scene = new Scene(client, customer, paceMs, stop, (text) => show([{ lead: '  · ', text, style: 'plain' }]));
  await story.play(scene);
  show([{ lead: '', text: '', style: 'plain' }, ...timeline(await readTicket(client, scene.ticket.id))]);
  screen.print('');
}

/** What happened as staff reads it, and the words that the customer read. */
async function readTicket(client: Client, id: string): Promise<Told> {
  const path = `/v1/tickets/${id}`;
  const [ticket, { events }, { messages }] = await Promise.all([
    client.send({ as: ADA, path, answer: TicketView }),
    client.send({ as: ADA, path: `${path}/journal`, answer: JournalView }),
    client.send({ as: CARLA, path: `${path}/conversation`, answer: ConversationView }),
  ]);
  return { ticket, events: events as unknown as TicketEvent[], messages, names: NAMES, zone: ticket.timeZone };
}
