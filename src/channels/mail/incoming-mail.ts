import type { AttachedFile } from '../../domain/attachments/admit-files.ts';

/** A mail to us, as far as we understand it. Texts hold nothing that PostgreSQL refuses. */
export interface IncomingMail {
  /** Its Message-ID, with its angle brackets; `null` where it has none. */
  mailId: string | null;
  /** Who says to have written it; `null` where nobody does whom one could answer. */
  sender: { address: string; name: string } | null;
  /** Whom it is addressed to, by its header. */
  recipients: string[];
  /** A line; empty where it has none. */
  subject: string;
  /** What its sender wrote. */
  text: string;
  /** Quoted mails and signatures, kept aside; `null` where there are none. */
  folded: string | null;
  files: AttachedFile[];
  /** Message-IDs of the mails that it answers, the closest first. */
  answers: string[];
  /** Why a machine wrote it, by its own word; `null`: nothing says so. */
  automatic: string | null;
  /** What a mail server reports of a mail that could not be delivered. */
  report: DeliveryReport | null;
  /** Its Return-Path, as the last server wrote it: empty on what a mail server wrote itself; `null` where there is none. */
  returnPath: string | null;
  /** Whom a mail server without a report of a machine's kind says to have failed to reach. */
  failedRecipients: string[];
}

export interface DeliveryReport {
  /** `failed` is for good; `delayed` is not. */
  action: string;
  reason: string;
  /** Whom the mail was for, by the report; empty where it doesn't say so. */
  recipients: string[];
}
