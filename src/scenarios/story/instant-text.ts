import { z } from 'zod';
import { unknownZoneIn } from './wall-time.ts';

/**
 * A text that says an instant.
 * @param form what is expected, with the forms that there are
 * @param read gives `null` for a text of another form
 */
export const instantText = <T>(form: string, read: (text: string) => T | null) =>
  z.string({ error: `expected ${form}` }).transform((text, context) => {
    const found = read(text);
    if (found !== null) return found;
    context.addIssue({ code: 'custom', message: `expected ${unknownZoneIn(text) ?? form}` });
    return z.NEVER;
  });
