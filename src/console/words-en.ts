import type { PageWords } from './page-words.ts';

export const en: PageWords = {
  request: (number) => `Request #${number}`,
  status: {
    closed: 'closed',
    resolved: 'solved, if you agree',
    'waiting-for-customer': 'waiting for your answer',
    'waiting-for-approval': "waiting for our management's decision",
    'waiting-for-team': 'handed over, and waiting to be taken up',
    open: 'being worked on',
  },
  statusLabel: 'Where it stands:',
  expectTitle: 'What you can expect next',
  promises: {
    acknowledgement: 'A confirmation that we have your request',
    'first-reply': 'A first reply by one of our support engineers',
    'next-reply': 'A reply to your last message',
    'status-update': 'An update on how it goes',
    estimate: 'An estimate of the time it takes',
    resolution: 'The solution',
    'pick-up': 'The next team takes it up',
    decision: "Our management's decision",
  },
  by: (instant) => `by ${instant}`,
  late: (instant) => `was due by ${instant}. We are late, and sorry.`,
  paused: 'goes on once we have your answer',
  nothingOwed: 'Nothing is owed at the moment.',
  conversationTitle: 'The conversation',
  you: 'you',
  staff: 'our team',
  automatic: 'automatic message',
  fileNotKept: (name) => `${name} (not kept: too big, or of a kind that we do not take)`,
  creditNotesTitle: 'Your credit notes',
  creditNote: (number) => `Credit note ${number} (PDF)`,
  confirmTitle: 'Does this solve it?',
  commentLabel: 'A comment, if you like',
  solved: 'Yes, it is solved',
  notSolved: 'No, not yet',
  replyTitle: 'Write to us',
  replyLabel: 'Your message',
  send: 'Send',
  keepLink: (instant) =>
    `Whoever has this page's address can read this request and write in your name: keep it to yourself. It works until ${instant}.`,
  faults: {
    'not-understood': () => 'Please write something, of at most 50,000 characters. Nothing was sent.',
    'too-late': (supportAddress) =>
      `This request was closed too long ago to be opened again. Nothing was sent: please write to ${supportAddress}.`,
    'moved-on': () => 'The request has moved on meanwhile, so this was not done. See above where it stands now.',
    away: () => 'This could not be done just now. Your text is still here: please send it again in a moment.',
  },
  notices: {
    expired: {
      title: 'This link has expired',
      advice: (supportAddress) => `Your request is not lost. Write to ${supportAddress}, and we send you a new link.`,
    },
    forged: {
      title: 'This link does not open anything',
      advice: (supportAddress) =>
        `Perhaps a part of it is missing: use the whole link as we sent it. If that does not help, write to ${supportAddress}.`,
    },
    unreadable: {
      title: 'This could not be read',
      advice: (supportAddress) =>
        `Nothing was sent. Go back, and send a text of at most 50,000 characters; or write to ${supportAddress}.`,
    },
    away: {
      title: 'Your request cannot be shown just now',
      advice: (supportAddress) => `Please try again in a minute. If it is urgent, write to ${supportAddress}.`,
    },
  },
};
