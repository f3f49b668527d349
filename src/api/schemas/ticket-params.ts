import { z } from 'zod';

export const TicketParams = z.object({ id: z.string() });
