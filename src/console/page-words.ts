import type { Locale } from '../domain/policy/words.ts';
import type { PromiseKind } from '../domain/promises/promise.ts';
import type { Status } from '../domain/ticket/status.ts';
import { en } from './words-en.ts';
import { it } from './words-it.ts';

/** Why something that was sent could not be done. */
export type FormFault = 'not-understood' | 'too-late' | 'moved-on' | 'away';

/** Why there is no ticket to show. */
export type Notice = 'expired' | 'forged' | 'unreadable' | 'away';

/** All that customers' pages say, in one language. */
export interface PageWords {
  request: (number: number) => string;
  status: Record<Status, string>;
  statusLabel: string;
  expectTitle: string;
  /** What is owed, as the beginning of a line. */
  promises: Record<PromiseKind, string>;
  by: (instant: string) => string;
  late: (instant: string) => string;
  paused: string;
  nothingOwed: string;
  conversationTitle: string;
  /** What stands behind the name of whoever wrote. */
  you: string;
  staff: string;
  automatic: string;
  /** Where a file that came with a message was too big, or could do harm. */
  fileNotKept: (name: string) => string;
  creditNotesTitle: string;
  /** What a credit note's file is called, as a link. */
  creditNote: (number: string) => string;
  confirmTitle: string;
  commentLabel: string;
  solved: string;
  notSolved: string;
  replyTitle: string;
  replyLabel: string;
  send: string;
  keepLink: (instant: string) => string;
  faults: Record<FormFault, (supportAddress: string) => string>;
  notices: Record<Notice, { title: string; advice: (supportAddress: string) => string }>;
}

export const PAGE_WORDS: Record<Locale, PageWords> = { en, it };
