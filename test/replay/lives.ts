import { after, DAY, HOUR, MINUTE } from '../../src/domain/calendar/instant.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import { playE1 } from '../support/world/e1.ts';
import type { TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA, ABEL, BIRGIT, CARLA, HEAD, LEAD, MONA, SIRI } from '../support/world/tokens.ts';

/** A ticket's life that later code must be able to replay; gives the ticket's id. */
type Life = (world: TimeSkippingWorld) => Promise<string>;

const submitted = async ({ people }: TimeSkippingWorld, fields: Record<string, unknown> = {}): Promise<string> => {
  const { id } = await people.submit(fields);
  await eventually(async () => (await people.ticket(id)).phase === 'review');
  return id;
};

/** Waits, without moving time, until the ticket has this status. */
const until = (world: TimeSkippingWorld, id: string, status: string) =>
  eventually(async () => (await world.people.ticket(id)).status === status);

const handOver = (team: string) => ({
  team,
  reason: 'complex',
  explanation: 'They know best.',
  nextStep: 'They look.',
});

export const LIVES: Record<string, Life> = {
  'e1-confirmed': (world) => playE1(world.people, () => world.letPass(3 * MINUTE)),

  'every-promise-missed': async (world) => {
    const id = await submitted(world);
    await world.letPass(16 * MINUTE);
    await world.people.step(ADA, id, 'review', { kind: 'standard' });
    await world.letPass(5 * HOUR);
    await world.people.write(ADA, id);
    await world.people.step(ADA, id, 'resolution', { summary: 'Found at last.' });
    await world.people.step(CARLA, id, 'confirmation', { solved: true, comment: 'Finally.' });
    return id;
  },

  'asked-and-answered': async (world) => {
    const id = await submitted(world);
    await world.people.step(ADA, id, 'review', { kind: 'complex' });
    await world.people.write(ADA, id, { asksCustomer: true });
    await world.letPass(30 * HOUR);
    await world.people.write(CARLA, id);
    await world.people.write(ADA, id, { visibility: 'internal' });
    await world.people.step(ADA, id, 'resolution', { summary: 'Done.', details: 'As you said.' });
    await world.people.step(CARLA, id, 'confirmation', { solved: false });
    await world.people.step(ADA, id, 'resolution', { summary: 'Now really.' });
    await world.letPass(6 * DAY);
    await until(world, id, 'closed');
    return id;
  },

  'approved-refused-expired-withdrawn': async (world) => {
    const id = await submitted(world, { country: 'IT' });
    await world.people.write(ADA, id);
    const credit = await world.people.ask(ADA, id, { amount: { minor: 200_000, currency: 'EUR' } });
    const request = await world.people.ask(ADA, id, { type: 'special-request', amount: undefined });
    await world.people.decide(LEAD, id, credit, { decision: 'approve' });
    await world.people.decide(HEAD, id, credit, { decision: 'approve', comment: 'Fine.', commentForCustomer: true });
    await world.people.decide(LEAD, id, request, { decision: 'refuse' });
    await eventually(async () => (await world.people.approval(id, credit)).creditNote);
    await world.people.ask(ADA, id, { type: 'account-exception', amount: undefined });
    await world.letPass(12 * DAY);
    await eventually(async () => (await world.people.ticket(id)).approvals.some(({ state }) => state === 'expired'));
    await world.people.ask(ADA, id);
    await world.people.step(CARLA, id, 'withdrawal');
    return id;
  },

  'silent-customer': async (world) => {
    const id = await submitted(world, { channel: 'chat' });
    await world.people.write(ADA, id, { asksCustomer: true });
    await world.letPass(8 * DAY);
    await until(world, id, 'closed');
    return id;
  },

  'taken-released-assigned-withdrawn': async (world) => {
    const id = await submitted(world);
    await world.people.step(ADA, id, 'take');
    await world.people.step(ABEL, id, 'release');
    await world.people.step(ABEL, id, 'assignment', { assignee: 'ada' });
    await world.people.step(CARLA, id, 'withdrawal', { reason: 'It works again.' });
    return id;
  },

  reopened: async (world) => {
    const id = await playE1(world.people, () => world.letPass(MINUTE));
    await world.letPass(10 * DAY);
    await world.people.write(CARLA, id, { body: 'It is back.' });
    await world.people.write(ADA, id);
    await world.people.step(CARLA, id, 'withdrawal');
    return id;
  },

  'non-standard-waits-for-estimate': async (world) => {
    const id = await submitted(world);
    await world.people.step(ADA, id, 'review', { kind: 'non-standard' });
    await world.letPass(4 * HOUR);
    await world.people.step(CARLA, id, 'withdrawal');
    return id;
  },

  'handed-over-there-and-back': async (world) => {
    const id = await submitted(world);
    await world.people.step(ADA, id, 'review', { kind: 'standard', forward: handOver('sysadmins') });
    await world.people.step(SIRI, id, 'take');
    await world.people.write(SIRI, id, { asksCustomer: true });
    await world.people.step(SIRI, id, 'forward', handOver('billing'));
    await world.letPass(5 * HOUR);
    await world.people.write(CARLA, id);
    await world.people.write(BIRGIT, id);
    await world.people.step(BIRGIT, id, 'forward', handOver('datacentre'));
    // Nobody comes.
    await world.letPass(20 * HOUR);
    await world.people.step(MONA, id, 'forward', handOver('support'));
    await world.people.step(ADA, id, 'take');
    await world.people.step(ADA, id, 'resolution', { summary: 'Done.' });
    await world.people.step(CARLA, id, 'confirmation', { solved: true });
    return id;
  },

  'estimated-three-times': async (world) => {
    const id = await submitted(world);
    await world.people.step(ADA, id, 'review', { kind: 'non-standard' });
    const estimate = async (ms: number) => {
      const readyBy = after(await world.now(), ms);
      await world.people.step(ADA, id, 'estimate', { readyBy, explanation: 'The parts must come first.' });
    };
    await estimate(3 * HOUR);
    await world.letPass(HOUR);
    await estimate(90 * MINUTE);
    await world.letPass(2 * HOUR);
    // Beyond the opening hours that are fetched at a time.
    await world.people.step(ADA, id, 'forward', handOver('sysadmins'));
    const readyBy = after(await world.now(), 60 * DAY);
    await world.people.step(SIRI, id, 'estimate', { readyBy, explanation: 'They are out of stock.' });
    await world.people.step(SIRI, id, 'resolution', { summary: 'Found one.' });
    await world.people.step(CARLA, id, 'confirmation', { solved: true });
    return id;
  },

  'consulted-and-answered': async (world) => {
    const id = await submitted(world);
    const ask = async (team: string) => {
      const body = { team, question: 'Is its disk full?' };
      const { consultations } = await world.people.step(ADA, id, 'consultations', body);
      return `consultations/${consultations.at(-1)!.id}/answer`;
    };
    const [first, second] = [await ask('sysadmins'), await ask('datacentre')];
    await world.people.step(SIRI, id, first, { answer: 'No.' });
    await world.letPass(4 * DAY);
    await world.people.step(MONA, id, second, { answer: 'It is, after all.' });
    await ask('billing');
    await world.people.step(ADA, id, 'resolution', { summary: 'Emptied.' });
    await world.people.step(CARLA, id, 'confirmation', { solved: true });
    return id;
  },

  'management-told': async (world) => {
    const id = await submitted(world);
    await world.people.step(ADA, id, 'take');
    await world.letPass(16 * MINUTE);
    await world.people.step(ADA, id, 'review', { kind: 'standard' });
    await world.letPass(3 * HOUR);
    await world.people.step(ADA, id, 'resolution', { summary: 'Found at last.' });
    await world.people.step(CARLA, id, 'confirmation', { solved: true });
    return id;
  },

  'strange-signals': async (world) => {
    const id = await submitted(world);
    const handle = world.client.workflow.getHandle(`ticket-${id}`);
    await handle.signal('decideApproval', { approvalId: 'none', decision: 'approve', by: 'manager-1' });
    await handle.signal('decideApproval', 'nonsense');
    await handle.signal('nobodyKnowsThis', 1);
    await eventually(
      async () => (await world.people.journal(id)).filter(({ type }) => type === 'signal.refused').length === 3,
    );
    await world.people.step(CARLA, id, 'withdrawal');
    return id;
  },
};
