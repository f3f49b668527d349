import { MINUTE, type Milliseconds } from '../../../src/domain/calendar/instant.ts';
import { eventually } from '../../../src/scenarios/world/eventually.ts';
import type { HttpPeople } from './people.ts';
import { ADA, CARLA, SIRI } from './tokens.ts';

/**
 * E2, begun while the system administrators are at work. Answered after 4 minutes, with a question; asked for details for
 * 15; the basics take 20; taken 10 minutes after the hand-over, found and fixed within 75 more.
 */
export async function playE2(
  people: HttpPeople,
  letPass: (ms: Milliseconds) => Promise<unknown>,
  fields: Record<string, unknown> = {},
): Promise<string> {
  const service = { kind: 'vps', id: 'vps-7', site: 'nl-ams' };
  const { id } = await people.submit({
    subject: 'Slow',
    body: 'My VPS is slow.',
    topic: 'technical',
    service,
    ...fields,
  });
  await eventually(async () => (await people.ticket(id)).phase === 'review');
  await letPass(4 * MINUTE);
  await people.write(ADA, id, { body: 'Since when, and at which hours?', asksCustomer: true });
  await people.step(ADA, id, 'review', { kind: 'standard' });
  await letPass(15 * MINUTE);
  await people.write(CARLA, id, { body: 'Since Monday, at every hour.' });
  await letPass(10 * MINUTE);
  await people.write(ADA, id, { body: 'I have restarted it and look whether that helps.' });
  await letPass(10 * MINUTE);
  await people.step(ADA, id, 'forward', {
    team: 'sysadmins',
    reason: 'server',
    explanation: 'A restart did not help.',
    nextStep: 'An administrator looks for what slows it down.',
  });
  await letPass(10 * MINUTE);
  await people.step(SIRI, id, 'take');
  await letPass(40 * MINUTE);
  await people.write(SIRI, id, { body: 'A backup runs all day; I find out why.' });
  await letPass(35 * MINUTE);
  await people.step(SIRI, id, 'resolution', { summary: 'The backup was stuck.', details: 'It runs at night again.' });
  await letPass(10 * MINUTE);
  await people.step(CARLA, id, 'confirmation', { solved: true });
  return id;
}
