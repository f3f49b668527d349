import { MINUTE } from '../../src/domain/calendar/instant.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { Tale } from './support/tale.ts';
import { told } from './support/told.ts';

describe('E1: a billing question', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  /** Answered after 4 minutes, solved after 15 more, confirmed after 5 more. */
  async function play(fields: Record<string, unknown> = {}): Promise<Tale> {
    const tale = await Tale.inReview(world, fields);
    await world.letPass(4 * MINUTE);
    await tale.agentWrites({ body: 'I am looking into your invoices.' });
    await tale.reviewedAs('simple');
    await world.letPass(15 * MINUTE);
    await tale.resolved();
    await world.letPass(5 * MINUTE);
    await tale.confirmed();
    return tale;
  }

  test('is acknowledged, answered, solved and closed without any promise missed', async () => {
    const began = performance.now();
    const tale = await play();
    console.log(`time-skipped E1: ${Math.round(performance.now() - began)} ms of real time`);

    expect(await tale.ticket()).toMatchObject({ phase: 'resolve', status: 'closed', outcome: 'confirmed' });
    expect(await tale.promises()).toEqual([
      'acknowledgement 1 kept',
      'first-reply 1 kept',
      'status-update 1 withdrawn',
      'resolution 1 kept',
    ]);
    expect(await tale.told()).toEqual(['acknowledgement', 'confirmation-wanted', 'closed']);
    expect(await tale.workflow().result()).toMatchObject({ outcome: 'confirmed' });
  });

  test('closes with the whole story: what, who, when, and which promises were kept', async () => {
    const tale = await play({ locale: 'en-GB', timeZone: 'America/New_York' });
    const { number, submittedAt, closedAt } = await tale.ticket();
    const inNewYork = told('en-GB', 'America/New_York');
    const text = await tale.textOf('closed');
    expect(text).toContain(`Your request #${number} “Charged twice” is closed: you confirmed that it is solved.`);
    expect(text).toContain(`Received: ${inNewYork(submittedAt)}`);
    expect(text).toContain(`Closed: ${inNewYork(closedAt!)}`);
    expect(text).toContain('Helped by: ada the agent');
    expect(text).toContain('The solution:\nThe charge was reversed.');
    expect(text).toContain(
      [
        'What we promised you:',
        '- acknowledgement: 1 kept',
        '- first reply: 1 kept',
        '- regular updates: 1 no longer needed',
        '- resolution time: 1 kept',
      ].join('\n'),
    );
  });

  test("closes with the whole story in Italian, by the customer's clock, and hides no miss", async () => {
    const tale = await Tale.inReview(world, { locale: 'it-IT', timeZone: 'Europe/Rome' });
    await tale.justAfter('first-reply');
    await tale.sees('promise.missed', { kind: 'first-reply' });
    await tale.resolved();
    await tale.confirmed();

    const { number, submittedAt, closedAt } = await tale.ticket();
    const inRome = told('it-IT', 'Europe/Rome');
    const text = await tale.textOf('closed');
    expect(text).toContain(
      `La vostra richiesta n. ${number} «Charged twice» è chiusa: avete confermato che è risolta.`,
    );
    expect(text).toContain(`Ricevuta: ${inRome(submittedAt)}`);
    expect(text).toContain(`Chiusa: ${inRome(closedAt!)}`);
    expect(text).toContain('Vi ha aiutato: ada the agent');
    expect(text).toContain('La soluzione:\nThe charge was reversed.');
    expect(text).toContain(
      ['Gli impegni che avevamo preso:', '- conferma di ricezione: 1 rispettato', '- prima risposta: 1 mancato'].join(
        '\n',
      ),
    );
  });
});
