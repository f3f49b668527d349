import { ADA, SIRI } from '../cast.ts';
import type { Scene } from '../scene.ts';
import { acknowledged, confirmed, siriTakesIt } from './beats.ts';

const TWENTY_MINUTES_MS = 20 * 60_000;

/** E3: advanced configuration, so the review itself hands it over; the customer gets a time in advance (P6c, P11). */
export async function firewallRules(scene: Scene): Promise<void> {
  scene.tell('Carla asks for custom firewall rules on her VPS.');
  await scene.submits({
    channel: 'ticket',
    topic: 'technical',
    service: { kind: 'vps', id: 'vps-2041', site: 'nl-ams' },
    subject: { en: 'Custom firewall rules', it: 'Regole firewall personalizzate' },
    body: {
      en: 'Please allow PostgreSQL (5432) only from 203.0.113.0/24, and limit SSH to three attempts a minute.',
      it: 'Consentite PostgreSQL (5432) solo da 203.0.113.0/24 e limitate SSH a tre tentativi al minuto.',
    },
  });
  await acknowledged(scene);

  scene.tell('Ada of support answers and checks the details.');
  await scene.writes(ADA, {
    en: 'Hello Carla, I am checking your rules against what runs on your VPS.',
    it: 'Buongiorno Carla, sto confrontando le vostre regole con ciò che gira sulla VPS.',
  });
  scene.tell('Her review finds it non-standard, and in one step hands it over to the system administrators.');
  await scene.takes(ADA, 'review', {
    kind: 'non-standard',
    forward: {
      team: 'sysadmins',
      reason: 'complex',
      explanation: scene.say({
        en: 'Your rules are clear and complete. Limiting attempts is advanced configuration.',
        it: 'Le vostre regole sono chiare e complete. Limitare i tentativi è una configurazione avanzata.',
      }),
      nextStep: scene.say({
        en: 'Our system administrators assess and apply them.',
        it: 'I nostri amministratori di sistema le valutano e le applicano.',
      }),
    },
  });
  await siriTakesIt(scene);

  scene.tell('Non-standard work gets a time in advance: Siri gives it.');
  await scene.takes(SIRI, 'estimate', {
    readyBy: new Date(Date.now() + TWENTY_MINUTES_MS).toISOString(),
    explanation: scene.say({
      en: 'Both rules fit together. I apply them and try them from outside.',
      it: 'Le due regole sono compatibili. Le applico e le provo dall’esterno.',
    }),
  });
  scene.tell('She sends the confirmation, with a summary of the changes.');
  await scene.takes(SIRI, 'resolution', {
    summary: scene.say({ en: 'Both rules are active.', it: 'Entrambe le regole sono attive.' }),
    details: scene.say({
      en: 'Port 5432: only 203.0.113.0/24, all others dropped.\nPort 22: three new connections a minute from one address.',
      it: 'Porta 5432: solo 203.0.113.0/24, tutti gli altri scartati.\nPorta 22: tre nuove connessioni al minuto da un indirizzo.',
    }),
  });
  await confirmed(scene, { en: 'Works as asked. Thank you!', it: 'Funziona come richiesto. Grazie!' });
}
