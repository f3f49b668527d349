import { ADA, CARLA, DIRK, SIRI } from '../cast.ts';
import type { Scene } from '../scene.ts';
import { acknowledged, confirmed, siriTakesIt } from './beats.ts';

const NINETY_MINUTES_MS = 90 * 60_000;

/** E2: support asks for details and tries the basics; that fails, so it goes to the system administrators (P6b). */
export async function slowVps(scene: Scene): Promise<void> {
  scene.tell('Carla writes that her VPS is slow.');
  await scene.submits({
    channel: 'ticket',
    topic: 'technical',
    service: { kind: 'vps', id: 'vps-2041', site: 'nl-ams' },
    subject: { en: 'My VPS is slow', it: 'La mia VPS è lenta' },
    body: {
      en: 'My VPS is slow since this morning. Pages take ten seconds.',
      it: 'La mia VPS è lenta da stamattina. Le pagine impiegano dieci secondi.',
    },
  });
  await acknowledged(scene);
  await supportTriesTheBasics(scene);
  await dataCentreIsAsked(scene);
  await administratorsFindTheCause(scene);
  await confirmed(scene, { en: 'It is fast again. Thank you!', it: 'È di nuovo veloce. Grazie!' });
}

async function supportTriesTheBasics(scene: Scene): Promise<void> {
  scene.tell('Ada of support reviews it as standard technical work: two hours are promised for the solution.');
  await scene.takes(ADA, 'review', { kind: 'standard' });
  scene.tell('She asks for details; while Carla owes an answer, the clocks that depend on her stand still.');
  await scene.writes(
    ADA,
    {
      en: 'Hello Carla, is it slow at all hours, and did anything change yesterday, such as an update?',
      it: 'Buongiorno Carla, è lenta a tutte le ore? E ieri è cambiato qualcosa, per esempio un aggiornamento?',
    },
    { asksCustomer: true },
  );
  scene.tell('Carla answers, and the clocks go on.');
  await scene.writes(CARLA, {
    en: 'At all hours. I updated nothing, but the nightly backup now runs into the day.',
    it: 'A tutte le ore. Non ho aggiornato nulla, ma il backup notturno ora dura fino al mattino.',
  });
  scene.tell('Ada tries the basics and tells Carla so.');
  await scene.writes(ADA, {
    en: 'I restarted the web server and freed memory. That helped for a minute only: the disk is busy.',
    it: 'Ho riavviato il server web e liberato memoria. È servito solo per un minuto: il disco è occupato.',
  });
}

async function dataCentreIsAsked(scene: Scene): Promise<void> {
  const open = await scene.isOpen('datacentre');
  const when = open ? 'who are open' : 'who are closed now and owe their answer once they open';
  scene.tell(`She asks the data centre technicians, ${when}; Carla isn't bothered with that.`);
  await scene.takes(ADA, 'consultations', { team: 'datacentre', question: 'Are the disks of node 17 healthy?' });
  scene.tell(`Dirk of the data centre answers${open ? '' : ' all the same'}: the disks are healthy.`);
  const asked = scene.ticket.consultations.at(-1);
  await scene.takes(DIRK, `consultations/${asked?.id}/answer`, {
    answer: 'All healthy, no errors since the swap in May.',
  });
}

async function administratorsFindTheCause(scene: Scene): Promise<void> {
  scene.tell('Ada hands it over to the system administrators, in the same conversation.');
  await scene.takes(ADA, 'forward', {
    team: 'sysadmins',
    reason: 'server',
    explanation: scene.say({
      en: 'The hardware is healthy, so something on the server itself keeps its disk busy.',
      it: 'L’hardware è sano, quindi qualcosa sul server stesso tiene occupato il disco.',
    }),
    nextStep: scene.say({
      en: 'Our system administrators look into it with root access.',
      it: 'I nostri amministratori di sistema lo esaminano con accesso root.',
    }),
  });
  await siriTakesIt(scene);

  scene.tell('She gives an honest estimate.');
  await scene.takes(SIRI, 'estimate', {
    readyBy: new Date(Date.now() + NINETY_MINUTES_MS).toISOString(),
    explanation: scene.say({
      en: 'I see your VPS waiting for its disk. Finding out why takes an hour or so.',
      it: 'Vedo la vostra VPS in attesa del disco. Per capire il perché serve circa un’ora.',
    }),
  });
  scene.tell('She keeps Carla up to date.');
  await scene.writes(SIRI, {
    en: 'Found it: the backup compares every file again each night, and no longer ends before morning.',
    it: 'Trovato: il backup confronta ogni notte tutti i file e non finisce più prima del mattino.',
  });
  scene.tell('She sends the solution.');
  await scene.takes(SIRI, 'resolution', {
    summary: scene.say({
      en: 'The backup now copies only what changed, and gives way to everything else.',
      it: 'Il backup ora copia solo ciò che è cambiato e dà la precedenza a tutto il resto.',
    }),
    details: scene.say({
      en: 'It ran for nine hours and now runs for twelve minutes. Pages answer within 0.2 seconds.',
      it: 'Durava nove ore e ora dura dodici minuti. Le pagine rispondono in 0,2 secondi.',
    }),
  });
}
