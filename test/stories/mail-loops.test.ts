import { MINUTE } from '../../src/domain/calendar/instant.ts';
import { startMailWorld, SUPPORT, type MailWorld } from '../support/world/mail-world.ts';
import { ADA } from '../support/world/tokens.ts';

const OTHERS = 'help@other.example';

describe('Two help desks that write to each other', () => {
  let ours: MailWorld;
  let theirs: MailWorld;
  beforeAll(async () => {
    ours = await startMailWorld();
    theirs = await startMailWorld(OTHERS);
  });
  afterAll(async () => {
    await ours.end();
    await theirs.end();
  });

  /** Each mail goes where it is addressed to, as the servers in between see to it. @returns how many were carried */
  const carried = { [SUPPORT]: 0, [OTHERS]: 0 };
  async function carry(from: MailWorld, to: MailWorld, sender: keyof typeof carried): Promise<number> {
    const fresh = from.inbox.mails.slice(carried[sender]);
    carried[sender] += fresh.length;
    for (const { raw, envelopeFrom, envelopeTo } of fresh) {
      await to.send({ envelope: { from: envelopeFrom, to: envelopeTo }, raw });
    }
    return fresh.length;
  }
  const allLookedInto = async (world: MailWorld) => {
    for (let left = 1; left > 0;) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      const waiting = await world.store
        .selectFrom('incoming_mails')
        .where('state', '=', 'waiting')
        .select('id')
        .execute();
      left = waiting.length;
    }
  };

  test('neither answers what the other writes by itself, nor its reminders; what people write arrives', async () => {
    // Their address asks us for something, as a ticket system does that forwards its own mail.
    await ours.send({ from: OTHERS, to: SUPPORT, subject: 'Our rack', text: 'Please have a look at it.' });
    const { ticket_id } = await ours.outcome('Our rack');
    await ours.inbox.arrived(OTHERS, 1);
    for (let round = 0; round < 12; round += 1) {
      if (round === 2) await ours.people.write(ADA, ticket_id!, { body: 'Which rack is it?', asksCustomer: true });
      await carry(ours, theirs, SUPPORT);
      await allLookedInto(theirs);
      await carry(theirs, ours, OTHERS);
      await allLookedInto(ours);
      await ours.letPass(5 * MINUTE);
      await theirs.letPass(5 * MINUTE);
    }
    const at = async (world: MailWorld) =>
      (
        await world.store.selectFrom('incoming_mails').orderBy('received_at').select(['state', 'subject']).execute()
      ).map(({ state }) => state);
    const [here, there] = [await at(ours), await at(theirs)];
    // What a person here wrote is the one request there; all else was written by machines, and is answered by none.
    expect(there.filter((state) => state === 'opened')).toHaveLength(1);
    expect(there.filter((state) => state !== 'opened' && state !== 'automatic')).toEqual([]);
    expect(here.filter((state) => state === 'opened')).toHaveLength(1);
    expect(here.filter((state) => state !== 'opened' && state !== 'automatic')).toEqual([]);
    // The acknowledgement of that request, and no answer to it.
    expect(carried[OTHERS]).toBeGreaterThanOrEqual(1);
    expect(carried[SUPPORT] + carried[OTHERS]).toBeLessThan(12);
  });
});
