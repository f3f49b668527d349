import type { PageWords } from './page-words.ts';

export const it: PageWords = {
  request: (number) => `Richiesta n. ${number}`,
  status: {
    closed: 'chiusa',
    resolved: 'risolta, se siete d’accordo',
    'waiting-for-customer': 'in attesa della vostra risposta',
    'waiting-for-approval': 'in attesa di una decisione della nostra direzione',
    'waiting-for-team': 'passata a un altro team, in attesa di essere presa in carico',
    open: 'in lavorazione',
  },
  statusLabel: 'Stato:',
  expectTitle: 'Che cosa potete aspettarvi',
  promises: {
    acknowledgement: 'La conferma che abbiamo ricevuto la richiesta',
    'first-reply': 'La prima risposta di uno dei nostri ingegneri di supporto',
    'next-reply': 'La risposta al vostro ultimo messaggio',
    'status-update': 'Un aggiornamento sullo stato dei lavori',
    estimate: 'Una stima del tempo necessario',
    resolution: 'La soluzione',
    'pick-up': 'La presa in carico da parte del prossimo team',
    decision: 'La decisione della nostra direzione',
  },
  by: (instant) => `entro ${instant}`,
  late: (instant) => `il termine era ${instant}. Siamo in ritardo e ce ne scusiamo.`,
  paused: 'riprende quando riceviamo la vostra risposta',
  nothingOwed: 'Al momento non c’è nulla in sospeso.',
  conversationTitle: 'La conversazione',
  you: 'voi',
  staff: 'il nostro team',
  automatic: 'messaggio automatico',
  fileNotKept: (name) => `${name} (non conservato: troppo grande, o di un tipo che non accettiamo)`,
  creditNotesTitle: 'Le vostre note di credito',
  creditNote: (number) => `Nota di credito ${number} (PDF)`,
  confirmTitle: 'La soluzione ha funzionato?',
  commentLabel: 'Un commento, se volete',
  solved: 'Sì, è risolta',
  notSolved: 'No, non ancora',
  replyTitle: 'Scriveteci',
  replyLabel: 'Il vostro messaggio',
  send: 'Invia',
  keepLink: (instant) =>
    `Chi ha l’indirizzo di questa pagina può leggere la richiesta e scrivere a nome vostro: non condividetelo. È valido fino a: ${instant}.`,
  faults: {
    'not-understood': () => 'Scrivete qualcosa, al massimo 50.000 caratteri. Non è stato inviato nulla.',
    'too-late': (supportAddress) =>
      `Questa richiesta è stata chiusa da troppo tempo per essere riaperta. Non è stato inviato nulla: scrivete a ${supportAddress}.`,
    'moved-on': () =>
      'Nel frattempo la richiesta è cambiata, quindi non è stato fatto nulla. Lo stato attuale è qui sopra.',
    away: () => 'In questo momento non è possibile. Il vostro testo è ancora qui: inviatelo di nuovo tra poco.',
  },
  notices: {
    expired: {
      title: 'Questo link è scaduto',
      advice: (supportAddress) =>
        `La vostra richiesta non è andata persa. Scrivete a ${supportAddress} e vi invieremo un nuovo link.`,
    },
    forged: {
      title: 'Questo link non apre nulla',
      advice: (supportAddress) =>
        `Forse ne manca una parte: usate il link completo che vi abbiamo inviato. Se non basta, scrivete a ${supportAddress}.`,
    },
    unreadable: {
      title: 'Non è stato possibile leggere quanto inviato',
      advice: (supportAddress) =>
        `Non è stato inviato nulla. Tornate indietro e inviate un testo di al massimo 50.000 caratteri; oppure scrivete a ${supportAddress}.`,
    },
    away: {
      title: 'In questo momento la richiesta non può essere mostrata',
      advice: (supportAddress) => `Riprovate tra un minuto. Se è urgente, scrivete a ${supportAddress}.`,
    },
  },
};
