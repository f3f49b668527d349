import { eventually } from '../../../src/scenarios/world/eventually.ts';
import type { HttpPeople } from '../../support/world/people.ts';
import { ADA, CARLA, SIRI } from '../../support/world/tokens.ts';

/** Tickets as tests find them, by what was done to them before. Everything Kept does by itself at first is over. */
export const GIVEN = {
  acknowledged: async (people: HttpPeople): Promise<string> => {
    const { id } = await people.submit();
    await eventually(async () => (await people.ticket(id)).phase === 'review');
    return id;
  },
  taken: async (people: HttpPeople): Promise<string> => {
    const id = await GIVEN.acknowledged(people);
    await people.step(ADA, id, 'take');
    return id;
  },
  consulting: async (people: HttpPeople): Promise<string> => {
    const id = await GIVEN.acknowledged(people);
    await people.step(ADA, id, 'consultations', { team: 'sysadmins', question: 'Is its disk full?' });
    return id;
  },
  answered: async (people: HttpPeople): Promise<string> => {
    const id = await GIVEN.consulting(people);
    await people.step(SIRI, id, await answerPath(people, id), { answer: 'No.' });
    return id;
  },
  asking: async (people: HttpPeople): Promise<string> => {
    const { id } = await people.submit({ country: 'IT' });
    await eventually(async () => (await people.ticket(id)).phase === 'review');
    await people.ask(ADA, id);
    return id;
  },
  handedOver: async (people: HttpPeople): Promise<string> => {
    const id = await GIVEN.acknowledged(people);
    await people.step(ADA, id, 'review', { kind: 'standard', forward: HAND_OVER });
    return settled(people, id);
  },
  resolved: async (people: HttpPeople): Promise<string> => {
    const id = await GIVEN.acknowledged(people);
    await people.step(ADA, id, 'resolution', { summary: 'The second charge was reversed.' });
    return settled(people, id);
  },
  closed: async (people: HttpPeople): Promise<string> => {
    const id = await GIVEN.resolved(people);
    await people.step(CARLA, id, 'confirmation', { solved: true });
    return settled(people, id);
  },
};
/** A hand-over, as its agent would put it. */
export const HAND_OVER = {
  team: 'sysadmins',
  reason: 'server',
  explanation: 'Your server needs a look from inside.',
  nextStep: 'A system administrator checks its disks.',
};

/** Where the last question asked on a ticket is answered. */
export async function answerPath(people: HttpPeople, id: string): Promise<string> {
  const { consultations } = await people.ticket(id);
  return `consultations/${consultations.at(-1)?.id}/answer`;
}

/** Where the last request to management is found. */
export async function approvalPath(people: HttpPeople, id: string): Promise<string> {
  const { approvals } = await people.ticket(id);
  return `approvals/${approvals.at(-1)?.id}`;
}

export type Given = keyof typeof GIVEN;

/** Waits until what was written to the customer has been sent: nothing more is journalled by itself for a while. */
export async function settled(people: HttpPeople, id: string): Promise<string> {
  await eventually(async () => {
    const events = await people.journal(id);
    const told = (type: string) => events.filter((event) => event.type === type);
    const sent = told('delivery.accepted').flatMap(({ data }) => data['messageIds'] as string[]);
    const written = [
      ...told('message.composed').filter(({ data }) => data['visibility'] === 'public'),
      ...told('message.added').filter(({ data }) => data['author'] !== 'customer' && data['visibility'] === 'public'),
    ];
    return written.every(({ data }) => sent.includes(data['messageId'] as string));
  });
  return id;
}
