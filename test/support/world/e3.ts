import { MINUTE, type Milliseconds } from '../../../src/domain/calendar/instant.ts';
import { eventually } from '../../../src/scenarios/world/eventually.ts';
import type { HttpPeople } from './people.ts';
import { ADA, CARLA, SIRI } from './tokens.ts';

/** E3: answered after 7 minutes, handed over by the review, the rules applied 15 minutes later. */
export async function playE3(people: HttpPeople, letPass: (ms: Milliseconds) => Promise<unknown>): Promise<string> {
  const { id } = await people.submit({ subject: 'Firewall', body: 'Only our office may reach port 22.' });
  await eventually(async () => (await people.ticket(id)).phase === 'review');
  await letPass(7 * MINUTE);
  await people.write(ADA, id, { body: 'I check with you what is to be let through.' });
  await people.write(ADA, id, { body: 'Rules beyond our templates: for an administrator.', visibility: 'internal' });
  const forward = {
    team: 'sysadmins',
    reason: 'complex',
    explanation: 'Your rules go beyond what we may set ourselves.',
    nextStep: 'An administrator assesses and applies them.',
  };
  await people.step(ADA, id, 'review', { kind: 'complex', forward });
  await letPass(5 * MINUTE);
  await people.step(SIRI, id, 'take');
  await letPass(10 * MINUTE);
  await people.step(SIRI, id, 'resolution', {
    summary: 'The rules apply.',
    details: 'Added: 22/tcp from your office.',
  });
  await letPass(MINUTE);
  await people.step(CARLA, id, 'confirmation', { solved: true });
  return id;
}
