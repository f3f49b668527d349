import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';
import { expectGapless } from './support/gapless.ts';
import { json, UNDECODABLE, updateRaw, type RawPayload } from './support/raw.ts';
import { Tale } from './support/tale.ts';

const NOW = '2026-06-08T08:00:00.000Z';
const MESSAGE = {
  actor: { id: ADA.id, role: ADA.role, teams: ADA.teams },
  takenAt: NOW,
  data: { messageId: 'raw', visibility: 'internal', asksCustomer: false },
};
const BY_CARLA = { ...MESSAGE, actor: { id: CARLA.id, role: CARLA.role, teams: [] } };
let sent = 0;
/** Under an id of its own: a command that was answered before is answered again, whatever it holds. */
const raw = (fields: object, name = 'addMessage'): [string, RawPayload[]] => [
  name,
  [json({ ...MESSAGE, commandId: `raw-${(sent += 1)}`, ...fields })],
];

const MALFORMED: Record<string, [string, RawPayload[]]> = {
  ...Object.fromEntries(Object.entries(UNDECODABLE).map(([what, payload]) => [what, ['addMessage', [payload]]])),
  nothing: ['addMessage', []],
  null: ['addMessage', [json(null)]],
  'a word': ['takeTicket', [json('take it')]],
  'a command by nobody': raw({ actor: undefined }),
  'a role that nobody has': raw({ actor: { ...MESSAGE.actor, role: 'emperor' } }),
  'teams that are no list': raw({ actor: { ...MESSAGE.actor, teams: 'support' } }),
  'a command without an id': raw({ commandId: undefined }),
  'a command taken at no instant': raw({ ...BY_CARLA, takenAt: '' }),
  'a command taken at a number': raw({ ...BY_CARLA, takenAt: 7 }),
  'a command taken on the 99th of May': raw({ ...BY_CARLA, takenAt: '2026-05-99T08:00:00.000Z' }),
  'a message without its text': raw({ data: { visibility: 'public', asksCustomer: false } }),
  'a message for whoever': raw({ data: { ...MESSAGE.data, visibility: 'whoever' } }),
  'a message without anything': raw({ data: null }),
  'an assignment to nobody': raw({ data: {} }, 'assignTicket'),
  'a review as nothing known': raw({ data: { kind: 'philosophical' } }, 'reviewTicket'),
  'a review as something every object has': raw({ data: { kind: 'constructor' } }, 'reviewTicket'),
  'a solution without its text': raw({ data: {} }, 'resolveTicket'),
  'a withdrawal with a number for its text': raw({ ...BY_CARLA, data: { messageId: 7 } }, 'withdrawTicket'),
};

describe('An update that is sent past the API, with anything in it', () => {
  let world: TimeSkippingWorld;
  let tale: Tale;
  beforeAll(async () => {
    world = await startTimeSkippingWorld({ maxCachedWorkflows: 0 });
    tale = await Tale.inReview(world);
  });
  afterAll(() => world.end());

  test.each(Object.entries(MALFORMED))('%s is refused and leaves no trace', async (_, [name, payloads]) => {
    const journal = await world.people.journal(tale.id);
    expect(await updateRaw(tale, name, ...payloads)).toMatchObject({ type: 'malformed' });
    await tale.caughtUp();
    expect((await world.people.journal(tale.id)).slice(0, -1)).toEqual(journal);
  });

  test('a command that no ticket knows is refused', async () => {
    expect(await updateRaw(tale, 'deleteEverything', json(MESSAGE))).not.toBeNull();
  });

  test('a lawful one is carried out, once under its id', async () => {
    const before = await world.people.journal(tale.id);
    const take = json({ ...MESSAGE, commandId: 'take-once', data: {} });
    expect(await updateRaw(tale, 'takeTicket', take)).toBeNull();
    expect(await updateRaw(tale, 'takeTicket', take)).toBeNull();
    expect((await world.people.journal(tale.id)).slice(before.length)).toMatchObject([{ type: 'ticket.taken' }]);
  });

  test('the ticket lives after all of it, to its end', async () => {
    await tale.resolved();
    await tale.confirmed();
    expect(await tale.workflow().result()).toMatchObject({ outcome: 'confirmed' });
    await expectGapless(tale);
  });
});
