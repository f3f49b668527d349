import { createParser } from 'eventsource-parser';
import { eventually } from '../../../src/scenarios/world/eventually.ts';
import type { JournalEvent } from './people.ts';

/** An event of a ticket's live view, as a client has it. */
export interface LiveEvent {
  id: string;
  event: string;
  data: Omit<JournalEvent, 'by'> & { by: string | null; message?: { body: string } };
}

/** Somebody who watches a ticket, until they leave or the stream ends. */
export interface LiveClient {
  readonly response: Response;
  /** What has come so far. */
  readonly events: LiveEvent[];
  /** When each of them came, in ms since the epoch. */
  readonly arrivals: number[];
  /** Waits until what has come is as told. @throws Error when it isn't within 10 s */
  until(isThere: (events: LiveEvent[]) => boolean): Promise<LiveEvent[]>;
  /** `ended`: as it should; `broken`: in the middle. */
  readonly over: Promise<'ended' | 'broken'>;
  leave(): Promise<void>;
}

/** @throws Error when the answer is no stream */
export async function watchLive(origin: string, ticketId: string, token: string, lastEventId?: string) {
  const leaving = new AbortController();
  const response = await fetch(`${origin}/v1/tickets/${ticketId}/live`, {
    headers: {
      authorization: `Bearer ${token}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    signal: leaving.signal,
  });
  if (response.status !== 200) throw new Error(`expected a stream, got ${response.status}: ${await response.text()}`);
  const events: LiveEvent[] = [];
  const arrivals: number[] = [];
  const over = readInto(events, arrivals, response).then(
    () => 'ended' as const,
    () => 'broken' as const,
  );
  const client: LiveClient = {
    response,
    events,
    arrivals,
    over,
    until: (isThere) => eventually(() => Promise.resolve(isThere(events) && events)),
    leave: async () => {
      leaving.abort();
      await over;
    },
  };
  return client;
}

async function readInto(events: LiveEvent[], arrivals: number[], { body }: Response): Promise<void> {
  const parser = createParser({
    onEvent: ({ id = '', event = '', data }) => {
      arrivals.push(Date.now());
      events.push({ id, event, data: JSON.parse(data) as LiveEvent['data'] });
    },
    onError: (error) => {
      throw error;
    },
  });
  const decoder = new TextDecoder();
  for await (const chunk of body as AsyncIterable<Uint8Array>) parser.feed(decoder.decode(chunk, { stream: true }));
}
