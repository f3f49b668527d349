import { ADA, MARTA } from '../cast.ts';
import type { Scene } from '../scene.ts';
import { acknowledged, confirmed } from './beats.ts';

/** E4: a credit for an outage, asked for by the agent, granted by a manager; a credit note follows. */
export async function outageCredit(scene: Scene): Promise<void> {
  scene.tell('Carla asks for a credit: her server was out of reach for two hours.');
  await scene.submits({
    channel: 'ticket',
    topic: 'billing',
    country: 'IT',
    subject: { en: 'Credit for the outage', it: 'Credito per il disservizio' },
    body: {
      en: 'My server was out of reach for two hours last night. I would like a credit.',
      it: 'Questa notte il mio server è rimasto irraggiungibile per due ore. Vorrei un credito.',
    },
  });
  await acknowledged(scene);

  scene.tell('Ada of support answers, and asks management for 50 EUR. The ticket goes on living meanwhile.');
  await scene.writes(ADA, {
    en: 'I am sorry about last night. I ask our management for a credit.',
    it: 'Mi dispiace per questa notte. Chiedo un credito alla nostra direzione.',
  });
  await scene.takes(ADA, 'review', { kind: 'simple' });
  const approvalId = await scene.asksManagement(ADA, {
    type: 'billing-credit',
    reason: 'Two hours of outage, by our monitoring.',
    amount: { minor: 5_000, currency: 'EUR' },
  });

  scene.tell('Marta (manager-1) finds it in her inbox and approves it: a signal to the ticket’s workflow.');
  await scene.decides(MARTA, approvalId, {
    decision: 'approve',
    comment: scene.say({ en: 'With our apologies.', it: 'Con le nostre scuse.' }),
    commentForCustomer: true,
  });
  await scene.hasCreditNote(approvalId);

  scene.tell('A credit note was issued, and Ada closes the matter.');
  await scene.takes(ADA, 'resolution', {
    summary: scene.say({ en: 'The credit is granted.', it: 'Il credito è concesso.' }),
    details: scene.say({
      en: 'You find its credit note in this conversation; it is set off against your next invoice.',
      it: 'La nota di credito è in questa conversazione; sarà detratta dalla prossima fattura.',
    }),
  });
  await confirmed(scene, { en: 'Thank you, that is fair.', it: 'Grazie, mi sembra giusto.' });
}
