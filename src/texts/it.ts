import type { ApprovalType } from '../domain/approvals/approval.ts';
import {
  holder,
  isSo,
  lines,
  paragraphs,
  read,
  readMoney,
  readNumber,
  type ApprovalWords,
  type OutcomeWords,
  type PromiseWords,
  type Story,
  type Texts,
  type Words,
} from './texts.ts';
import type { TemplateValues } from '../domain/ticket/templates.ts';

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
  'pick-up': 'presa in carico dopo il passaggio',
  decision: 'decisione della direzione',
};

const REQUESTS: ApprovalWords = {
  'billing-credit': 'un credito',
  'account-exception': "un'eccezione per il vostro account",
  'special-request': 'la vostra richiesta speciale',
};

const requestOf = (values: TemplateValues): string => REQUESTS[read(values, 'type') as ApprovalType];

const commented = ({ comment }: Words): string | false => comment !== null && `Il loro commento:\n${comment}`;

const title = ({ number, subject }: Words) => `n. ${number} «${subject}»`;

const count = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`;

const promiseLine = ({ kind, kept, missed, reestimated, withdrawn }: Story['promises'][number]): string => {
  const parts = [
    kept > 0 && count(kept, 'rispettato', 'rispettati'),
    missed > 0 && count(missed, 'mancato', 'mancati'),
    reestimated > 0 && count(reestimated, 'aggiornato in tempo', 'aggiornati in tempo'),
    withdrawn > 0 && count(withdrawn, 'non più necessario', 'non più necessari'),
  ].filter((part) => part !== false);
  return `- ${PROMISES[kind]}: ${parts.length === 0 ? 'ancora aperto' : parts.join(', ')}`;
};

const ANSWER_AWAITED =
  'Ci serve ancora la vostra risposta: finché non arriva, il tempo per la soluzione resta sospeso.';

const worksFrom = (team: string, closedUntil: string | null, words: Words): string => {
  if (closedUntil === null) return 'Il team è al lavoro adesso e la prenderà in carico.';
  const opening = words.opening(team, closedUntil);
  if (opening === null) return `Il team ci lavora a partire da: ${words.instant(closedUntil)}.`;
  const place = opening.city === null ? opening.zone : `ora di ${opening.city}`;
  return `Il team adesso è chiuso e ci lavora da ${opening.when}, ${place}. Per il vostro orologio: ${words.instant(closedUntil)}.`;
};

/** What the customer may expect next: nothing is said that has not been promised. */
const expectation = (values: TemplateValues, words: Words): string => {
  const resolutionBy = read(values, 'resolutionBy');
  const estimateBy = read(values, 'estimateBy');
  if (isSo(values, 'answerAwaited')) return ANSWER_AWAITED;
  if (resolutionBy !== null) return `Potete aspettarvi una soluzione entro ${words.instant(resolutionBy)}.`;
  if (estimateBy !== null) return `Avrete una stima del tempo necessario entro ${words.instant(estimateBy)}.`;
  return 'Il team vi dirà quando potete aspettarvi una soluzione.';
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
    const team = read(values, 'team') ?? '';
    return paragraphs(
      // Why specialists are needed is no reason to come back from them: that is the agent's to say.
      words.isFirstLine(team)
        ? `La vostra richiesta ${title(words)} è di nuovo affidata a: ${words.team(team)}.`
        : `La vostra richiesta ${title(words)} è ora affidata a: ${words.team(team)}. Il motivo: ${words.reason(read(values, 'reason') ?? '')}.`,
      worksFrom(team, read(values, 'closedUntil'), words),
      expectation(values, words),
      'Restate in questa conversazione; non è necessario inviare di nuovo la richiesta.',
    );
  },
  estimate: (values, words) => {
    const readyBy = read(values, 'readyBy');
    return paragraphs(
      `Prevediamo di risolvere la richiesta ${title(words)} entro ${readyBy === null ? "l'ora indicata sopra" : words.instant(readyBy)}. Se cambia qualcosa, ve lo diremo.`,
      isSo(values, 'answerAwaited') && ANSWER_AWAITED,
    );
  },
  'decision-awaited': (values, words) => {
    const decisionBy = read(values, 'decisionBy');
    return paragraphs(
      isSo(values, 'again')
        ? `Per la richiesta ${title(words)} la nostra direzione deve ancora decidere: ${requestOf(values)}.`
        : `Per la richiesta ${title(words)} abbiamo chiesto alla nostra direzione di decidere: ${requestOf(values)}.`,
      decisionBy !== null &&
        `Potete aspettarvi la decisione entro ${words.instant(decisionBy)}. Nel frattempo la vostra richiesta va avanti.`,
    );
  },
  'decision-late': (values, words) => {
    const promisedBy = read(values, 'promisedBy');
    return `La decisione della nostra direzione sulla richiesta ${title(words)} richiede più tempo del previsto${promisedBy === null ? '' : `: l'avevamo promessa entro ${words.instant(promisedBy)}`}. Ci scusiamo. L'abbiamo sollecitata e vi informeremo appena avrà deciso.`;
  },
  'approval-granted': (values, words) => {
    const amount = readMoney(values, words, 'amount');
    const until = read(values, 'validUntil');
    return paragraphs(
      `Per la richiesta ${title(words)} la nostra direzione ha concesso: ${requestOf(values)}${amount === null ? '' : ` di ${amount} (netto)`}.`,
      until !== null && `È valido fino a: ${words.instant(until)}.`,
      amount !== null && 'Segue una nota di credito in questa conversazione.',
      commented(words),
    );
  },
  'approval-refused': (values, words) =>
    paragraphs(
      `Per la richiesta ${title(words)} la nostra direzione ha deciso di non concedere: ${requestOf(values)}.`,
      commented(words),
      'Se avete domande al riguardo, rispondete qui.',
    ),
  'approval-withdrawn': (values, words) =>
    `Per la richiesta ${title(words)} non serve più la decisione della nostra direzione (${requestOf(values)}). Se avete domande al riguardo, rispondete qui.`,
  'approval-expired': (values, words) =>
    paragraphs(
      `Per la richiesta ${title(words)} la nostra direzione non ha deciso in tempo (${requestOf(values)}). Ci scusiamo.`,
      `La richiesta torna a ${holder(values, words)}, che la riprenderà in mano.`,
    ),
  'approval-expired-note': (values, words) =>
    `Nessuno ha deciso in tempo per la richiesta ${title(words)} (${requestOf(values)}): nulla è concesso. ${holder(values, words)}: chiedere di nuovo, o dire al cliente che cosa succede invece.`,
  'credit-note': (values, words) => {
    const [net, vat, gross] = ['net', 'vat', 'gross'].map((key) => readMoney(values, words, key) ?? '');
    const percent = new Intl.NumberFormat('it').format(readNumber(values, 'percent') ?? 0);
    return paragraphs(
      `Nota di credito ${read(values, 'number') ?? ''} per la richiesta ${title(words)}:`,
      lines(`Netto: ${net}`, `IVA ${percent} % (${read(values, 'country') ?? ''}): ${vat}`, `Lordo: ${gross}`),
    );
  },
  'not-carried-out': (values, words) =>
    `Per la richiesta ${title(words)} la direzione ha concesso: ${requestOf(values)}; ma non è stato possibile eseguirlo: ${read(values, 'reason') ?? ''}. ${holder(values, words)}: provvedere, il cliente ci conta.`,
  undelivered: (values, words) =>
    `Un messaggio di ${title(words)} non è stato consegnato: ${read(values, 'reason') ?? ''}. ${holder(values, words)}: contattate il cliente per altra via; non l'ha letto, a meno che non abbia aperto la conversazione.`,
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
