import { eventually } from '../src/scenarios/world/eventually.ts';
import { startMailWorld, SUPPORT, type MailWorld } from '../test/support/world/mail-world.ts';

jest.setTimeout(300_000);

const MAILS = 500;
const AT_ONCE = 20;

describe('Inbound mail', () => {
  let world: MailWorld;
  beforeAll(async () => {
    world = await startMailWorld();
  });
  afterAll(() => world.end());

  test('how many mails a second are taken, and become tickets, beside tickets over HTTP', async () => {
    const overHttp = await perSecond(async () =>
      inTurns(async (n) => {
        await world.people.submit({ subject: `http ${n}` });
      }),
    );
    const began = performance.now();
    const taken = await perSecond(async () =>
      inTurns(async (n) => {
        await world.send({ from: `bench-${n}@example.com`, to: SUPPORT, subject: 'bench', text: `Mail ${n}.` });
      }),
    );
    await eventually(async () => {
      const { count } = await world.store
        .selectFrom('incoming_mails')
        .where('state', '=', 'opened')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count) === MAILS;
    }, 240_000);
    const opened = (MAILS / (performance.now() - began)) * 1_000;
    console.log(
      `mail: ${MAILS} mails, ${taken.toFixed(0)} taken a second, ${opened.toFixed(0)} tickets a second; ` +
        `over HTTP ${overHttp.toFixed(0)} tickets a second: ${(opened / overHttp).toFixed(2)} : 1`,
    );
  });
});

async function perSecond(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (MAILS / (performance.now() - began)) * 1_000;
}

/** All of them, so many at once. */
async function inTurns(one: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let n = (next += 1); n <= MAILS; n = next += 1) await one(n);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
