import {
  holder,
  lines,
  paragraphs,
  read,
  type OutcomeWords,
  type PromiseWords,
  type Story,
  type Texts,
  type Words,
} from './texts.ts';

const OUTCOMES: OutcomeWords = {
  confirmed: 'avete confermato che è risolta',
  'not-contradicted': 'vi abbiamo inviato una soluzione e non ci avete detto altro',
  'no-answer': 'vi abbiamo fatto una domanda e non abbiamo ricevuto risposta',
  withdrawn: "l'avete ritirata",
};

const PROMISES: PromiseWords = {
  acknowledgement: 'conferma di ricezione',
  'first-reply': 'prima risposta',
  'next-reply': 'risposte ai vostri messaggi successivi',
  'status-update': 'aggiornamenti regolari',
  estimate: 'stima in anticipo',
  resolution: 'tempo di risoluzione',
  'pick-up': 'presa in carico da parte di un team specializzato',
  decision: 'decisione della direzione',
};

const title = ({ number, subject }: Words) => `n. ${number} «${subject}»`;

const count = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`;

const promiseLine = ({ kind, kept, missed, withdrawn }: Story['promises'][number]): string => {
  const parts = [
    kept > 0 && count(kept, 'rispettato', 'rispettati'),
    missed > 0 && count(missed, 'mancato', 'mancati'),
    withdrawn > 0 && count(withdrawn, 'non più necessario', 'non più necessari'),
  ].filter((part) => part !== false);
  return `- ${PROMISES[kind]}: ${parts.length === 0 ? 'ancora aperto' : parts.join(', ')}`;
};

export const it: Texts = {
  acknowledgement: (values, words) => {
    const replyBy = read(values, 'replyBy');
    return paragraphs(
      `Abbiamo ricevuto la vostra richiesta ${title(words)}.`,
      words.continues !== null &&
        `Prosegue la richiesta n. ${words.continues}, chiusa da troppo tempo per essere riaperta.`,
      replyBy !== null && `Uno dei nostri ingegneri di supporto vi risponderà entro ${words.instant(replyBy)}.`,
      'Tutto resta in questa conversazione: non è necessario inviare di nuovo la richiesta; se avete altro da aggiungere, rispondete qui.',
    );
  },
  progress: (values, words) => {
    const heldSince = read(values, 'heldSince');
    const resolutionBy = read(values, 'resolutionBy');
    const nextUpdateBy = read(values, 'nextUpdateBy');
    return paragraphs(
      `Vi dobbiamo un aggiornamento sulla richiesta ${title(words)} e nessuno vi ha scritto in tempo. Ecco a che punto siamo.`,
      `In carico a: ${holder(values, words)}${heldSince === null ? '' : `, da ${words.instant(heldSince)}`}.`,
      resolutionBy !== null && `Prevediamo ancora una soluzione entro ${words.instant(resolutionBy)}.`,
      nextUpdateBy !== null && `Avrete nostre notizie entro ${words.instant(nextUpdateBy)}.`,
    );
  },
  'takes-longer': (values, words) => {
    const promisedBy = read(values, 'promisedBy');
    return paragraphs(
      `La vostra richiesta ${title(words)} richiede più tempo del previsto${promisedBy === null ? '' : `: avevamo promesso una soluzione entro ${words.instant(promisedBy)}`}. Ce ne scusiamo.`,
      `Resta in carico a ${holder(values, words)}, a cui è stata chiesta una nuova stima.`,
    );
  },
  'estimate-wanted': (values, words) => {
    const promisedBy = read(values, 'promisedBy');
    return `La soluzione della richiesta ${title(words)} era promessa entro ${promisedBy === null ? 'ora' : words.instant(promisedBy)} e non è stata inviata. ${holder(values, words)}: date al cliente una nuova stima.`;
  },
  'handed-over': (values, words) => {
    const worksFrom = read(values, 'worksFrom');
    const resolutionBy = read(values, 'resolutionBy');
    return paragraphs(
      `La vostra richiesta ${title(words)} è ora presso ${words.team(read(values, 'team') ?? '')}: ${words.reason(read(values, 'reason') ?? '')}.`,
      worksFrom !== null && `Ci lavora da ${words.instant(worksFrom)}.`,
      resolutionBy !== null && `Potete aspettarvi una soluzione entro ${words.instant(resolutionBy)}.`,
      'Restate in questa conversazione; non è necessario inviare di nuovo la richiesta.',
    );
  },
  estimate: (values, words) => {
    const readyBy = read(values, 'readyBy');
    return `Prevediamo di risolvere la richiesta ${title(words)} entro ${readyBy === null ? "l'ora indicata sopra" : words.instant(readyBy)}. Se cambia qualcosa, ve lo diremo.`;
  },
  'answer-reminder': (values, words) => {
    const closesAt = read(values, 'closesAt');
    return paragraphs(
      `Vi abbiamo fatto una domanda sulla richiesta ${title(words)} e ci serve la vostra risposta per proseguire.`,
      closesAt !== null && `Senza vostre notizie, la richiesta si chiude ${words.instant(closesAt)}.`,
    );
  },
  'confirmation-wanted': (values, words) => {
    const closesAt = read(values, 'closesAt');
    return paragraphs(
      'È risolto? Confermate, oppure rispondete qui se non lo è, e continueremo a lavorarci.',
      closesAt !== null && `Senza vostre notizie, la richiesta si chiude ${words.instant(closesAt)}.`,
    );
  },
  'confirmation-reminder': (values, words) => {
    const closesAt = read(values, 'closesAt');
    return paragraphs(
      `Vi abbiamo inviato una soluzione per la richiesta ${title(words)}. Vi è stata utile?`,
      closesAt !== null && `Senza vostre notizie, la richiesta si chiude ${words.instant(closesAt)}.`,
    );
  },
  reopened: (values, words) => {
    const replyBy = read(values, 'replyBy');
    return paragraphs(
      `La vostra richiesta ${title(words)} è di nuovo aperta, nella stessa conversazione.`,
      replyBy !== null && `Uno dei nostri ingegneri di supporto vi risponderà entro ${words.instant(replyBy)}.`,
    );
  },
  closed: (values, words) => {
    const outcome = read(values, 'outcome');
    const reopenUntil = read(values, 'reopenUntil');
    const { story } = words;
    return paragraphs(
      `La vostra richiesta ${title(words)} è chiusa${outcome === null ? '' : `: ${OUTCOMES[outcome as keyof OutcomeWords]}`}.`,
      lines(
        `Ricevuta: ${words.instant(story.submittedAt)}`,
        story.closedAt !== null && `Chiusa: ${words.instant(story.closedAt)}`,
        story.helpers.length === 1 && `Vi ha aiutato: ${story.helpers.join()}`,
        story.helpers.length > 1 && `Vi hanno aiutato: ${story.helpers.join(', ')}`,
      ),
      story.solution !== null && `La soluzione:\n${story.solution}`,
      `Gli impegni che avevamo preso:\n${story.promises.map(promiseLine).join('\n')}`,
      reopenUntil !== null &&
        `Se il problema si ripresenta, rispondete qui entro ${words.instant(reopenUntil)}: la conversazione prosegue.`,
    );
  },
};
