import type { Instant } from '../../../src/domain/calendar/instant.ts';

/**
 * How a customer reads an instant: the day, the time by their own clock, and the name of that clock. Written another way
 * than in the program, so that a wrong zone there is seen here.
 */
export function told(locale: string, timeZone: string): (at: Instant) => string {
  return (at) => {
    const instant = new Date(at);
    const written = instant.toLocaleString(locale, {
      timeZone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    const zone = instant
      .toLocaleString(locale, { timeZone, timeZoneName: 'longGeneric' })
      .split(/\d{2}:\d{2}:\d{2}( [AP]M)? /)
      .at(-1);
    return `${written} (${zone})`;
  };
}
