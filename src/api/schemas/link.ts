import { z } from 'zod';
import { DAY } from '../../domain/calendar/instant.ts';
import { Duration } from '../../domain/policy/durations.ts';
import { InstantText } from './parts.ts';
import { TicketParams } from './ticket-params.ts';

const LONGEST_DAYS = 30;

/** What a link to a ticket should be like. */
export const NewLink = z
  .strictObject({
    validFor: Duration.refine((ms) => ms <= LONGEST_DAYS * DAY, { error: `expected at most ${LONGEST_DAYS}d` })
      .optional()
      .describe(`Such as 36h or 7d (a day is 24 hours), at most ${LONGEST_DAYS}d; without it 7d`),
  })
  .nullish();

export const LinkView = z
  .object({
    linkId: z.string(),
    url: z.url().describe('Opens the ticket in a browser, as its customer; its last part is also a bearer token'),
    expiresAt: InstantText,
  })
  .meta({ id: 'Link' });

/** A link as staff find it again: without what opens the ticket. */
export const MadeLinkView = z
  .object({
    linkId: z.string(),
    madeBy: z.string(),
    madeAt: InstantText,
    expiresAt: InstantText,
    revokedBy: z.string().nullable(),
    revokedAt: InstantText.nullable(),
  })
  .meta({ id: 'MadeLink' });

export const LinkParams = TicketParams.extend({ linkId: z.string() });
