import type { Line } from '../../timeline/line.ts';
import { timeline } from '../../timeline/timeline.ts';
import type { TicketRecord } from '../play/record.ts';
import type { Played } from '../played.ts';

/** A ticket's life as its story tells it: with the names of its people, by its clock. */
export const ticketTimeline = (record: TicketRecord, { names, zone }: Pick<Played, 'names' | 'zone'>): Line[] =>
  timeline({ ...record, names: new Map(Object.entries(names)), zone });
