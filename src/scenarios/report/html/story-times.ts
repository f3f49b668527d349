import { DAY, HOUR, type Instant, type Milliseconds, MINUTE } from '../../../domain/calendar/instant.ts';

/** "13 d", "2 d 13 h", "13 h 18 m": for a narrow place, in no more than two units. */
export function briefly(ms: Milliseconds): string {
  const minutes = Math.round(ms / MINUTE);
  const perDay = DAY / MINUTE;
  const [days, hours] = [Math.floor(minutes / perDay), Math.floor((minutes % perDay) / (HOUR / MINUTE))];
  const parts =
    days > 0 ? [unit(days, 'd'), days < 10 ? unit(hours, 'h') : ''] : [unit(hours, 'h'), unit(minutes % 60, 'm')];
  return parts.filter((part) => part !== '').join(' ');
}

const unit = (n: number, name: string): string => (n === 0 ? '' : `${n} ${name}`);

/** What the wall shows in a zone: "17:45", and "Fri 4 Dec". */
export function wallOf(at: Instant, timeZone: string): { time: string; day: string } {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { ...options, timeZone }).format(new Date(at));
  return {
    time: format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    day: format({ weekday: 'short', day: 'numeric', month: 'short' }),
  };
}
