import { ADA } from '../cast.ts';
import type { Scene } from '../scene.ts';
import { acknowledged, confirmed } from './beats.ts';

/** E1: acknowledged within 2 minutes, answered within 10, solved within 30; nobody else is needed. */
export async function billingQuestion(scene: Scene): Promise<void> {
  scene.tell('Carla asks why she was charged twice.');
  await scene.submits({
    channel: 'ticket',
    topic: 'billing',
    subject: { en: 'Charged twice', it: 'Addebito doppio' },
    body: {
      en: 'Why was I charged twice? My card shows the November invoice two times.',
      it: 'Perché mi avete addebitato due volte? Sulla carta la fattura di novembre compare due volte.',
    },
  });
  await acknowledged(scene);

  scene.tell('Ada of support answers, and with that takes the ticket.');
  await scene.writes(ADA, {
    en: 'Hello Carla, I am looking into your November invoice.',
    it: 'Buongiorno Carla, sto controllando la vostra fattura di novembre.',
  });
  scene.tell('She finds it a simple request: 30 minutes are promised for the solution.');
  await scene.takes(ADA, 'review', { kind: 'simple' });

  scene.tell('She sends the solution.');
  await scene.takes(ADA, 'resolution', {
    summary: scene.say({ en: 'The second charge was reversed.', it: 'Il secondo addebito è stato stornato.' }),
    details: scene.say({
      en: 'The payment page was sent twice. The money is back on your card within three working days.',
      it: 'La pagina di pagamento era stata inviata due volte. Rivedrete l’importo sulla carta entro tre giorni lavorativi.',
    }),
  });
  await confirmed(scene, { en: 'Yes, thank you!', it: 'Sì, grazie!' });
}
