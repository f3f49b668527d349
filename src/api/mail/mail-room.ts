import { forgetMails, nextMail, settleMail, storeMail, type StoredMail } from '../../store/incoming-mails.ts';
import { openMailReader } from '../../channels/mail/mail-reader.ts';
import type { ArrivingMail } from '../../channels/mail/smtp-listener.ts';
import { isDatabaseAway } from '../../store/database-away.ts';
import { openClerks } from '../clerks.ts';
import { EngineAwayError } from '../engine.ts';
import { repeat } from '../repeat.ts';
import type { MailDependencies } from './mail-in-hand.ts';
import { takeMail } from './take-mail.ts';

/** At once; each waits for the engine or the database most of its time. */
const AT_ONCE = 8;

const FORGET_EVERY_MS = 60 * 60 * 1_000;
/** What became of a mail can be looked up for as long, and the mail itself with it. */
const KEPT_FOR_MS = 30 * 24 * 60 * 60 * 1_000;

/** Some hours of them: what fails for so long by itself fails for a reason of its own, and somebody should see it. */
const TRIES = 40;
const MAX_REASON_LENGTH = 500;

type Arrived = ArrivingMail & { source: 'smtp' | 'imap' };

export interface MailRoom {
  /** Stores a mail; it is looked into at once, by this process or another. */
  put(mail: Arrived): Promise<void>;
  /** Notes a mail that is not taken, with the beginning of it, so that somebody finds it. */
  refuse(mail: Arrived, reason: string): Promise<void>;
  stop(): Promise<void>;
}

/** Where mails wait until they became what they become: a new ticket, a word in a conversation, or nothing, with the reason. */
export function openMailRoom(given: Omit<MailDependencies, 'reader'>): MailRoom {
  const { store, clock, log } = given;
  const reader = openMailReader();
  const dependencies = { ...given, reader };
  const clerks = openClerks({
    atOnce: AT_ONCE,
    log,
    complaint: 'mails wait: they cannot be looked into for now',
    next: () => nextMail(store),
    work: (mail) => look(dependencies, mail),
  });
  const forgetting = repeat({
    everyMs: FORGET_EVERY_MS,
    log,
    complaint: 'old mails cannot be forgotten for now',
    work: () => forgetMails(store, new Date(Date.now() - KEPT_FOR_MS)),
  });
  return {
    put: async (mail) => {
      // Promises count from now, whenever it is looked into.
      await storeMail(store, { ...mail, receivedAt: await clock.now() });
      clerks.ring();
    },
    refuse: async (mail, reason) => {
      const read = await reader.read(mail.raw);
      const { sender, subject } = typeof read === 'string' ? { sender: null, subject: null } : read;
      const refused = { reason, sender: sender?.address ?? null, subject };
      await storeMail(store, { ...mail, receivedAt: await clock.now(), refused });
    },
    stop: async () => {
      await Promise.all([clerks.stop(), forgetting.stop()]);
      await reader.stop();
    },
  };
}

/** What fails is tried again later: the mail stays where it is. */
async function look(dependencies: MailDependencies, mail: StoredMail): Promise<void> {
  const { store, log } = dependencies;
  try {
    const outcome = await takeMail(dependencies, mail);
    await settleMail(store, mail.id, outcome);
    log.info({ mail: mail.id, ...outcome }, 'a mail came in');
  } catch (error) {
    if (mail.tries >= TRIES && !(error instanceof EngineAwayError) && !isDatabaseAway(error)) {
      const reason = `it could not be taken in ${mail.tries} tries: ${error instanceof Error ? error.message : String(error)}`;
      log.error({ err: error, mail: mail.id }, 'a mail could not be taken, and is held for somebody to look at');
      return settleMail(store, mail.id, { state: 'held', reason: reason.slice(0, MAX_REASON_LENGTH) });
    }
    log.warn({ err: error, mail: mail.id, tries: mail.tries }, 'a mail waits, and is looked into again later');
  }
}
