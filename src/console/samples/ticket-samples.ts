import type { Policy } from '../../domain/policy/schema.ts';
import type { Locale } from '../../domain/policy/words.ts';
import type { Template, TemplateValues } from '../../domain/ticket/templates.ts';
import type { Story, Words } from '../../texts/texts.ts';
import { wordsOf, type TicketFacts } from '../../texts/words.ts';

/** A way in which a template's text may come out. */
export interface Variant {
  /** What is so, in a few words. */
  when: string;
  values: TemplateValues;
  facts?: Partial<Pick<TicketFacts, 'continues' | 'comment' | 'story'>>;
}

const MORNING = '2026-11-23T08:00:00.000Z';
const NOON = '2026-11-23T11:00:00.000Z';
const EVENING = '2026-11-23T16:30:00.000Z';
const LATER = '2026-11-25T09:15:00.000Z';

const STORY: Story = {
  submittedAt: MORNING,
  closedAt: EVENING,
  helpers: ['Ada'],
  solution: 'The backup was stuck.\nIt runs at night again.',
  promises: [
    { kind: 'acknowledgement', kept: 1, missed: 0, reestimated: 0, withdrawn: 0 },
    { kind: 'first-reply', kept: 0, missed: 1, reestimated: 0, withdrawn: 0 },
    { kind: 'status-update', kept: 3, missed: 2, reestimated: 0, withdrawn: 2 },
    { kind: 'resolution', kept: 1, missed: 0, reestimated: 1, withdrawn: 1 },
    { kind: 'estimate', kept: 0, missed: 0, reestimated: 0, withdrawn: 0 },
  ],
};

const HELD = { team: 'sysadmins', assignee: 'siri' };
const CREDIT = { type: 'billing-credit' };
const COMMENT = { comment: 'With our apologies.' };
const NOT_TAKEN = { team: 'sysadmins', assignee: null };
const TO_SYSADMINS = { team: 'sysadmins', reason: 'server', answerAwaited: false };
const UNPROMISED = { closedUntil: null, resolutionBy: null, estimateBy: null };

/** Each template in all its variants: what a step may have no answer for is once there and once not. */
export const SAMPLES: Record<Template, Variant[]> = {
  acknowledgement: [
    { when: 'a reply is promised', values: { replyBy: NOON } },
    { when: 'none is', values: { replyBy: null } },
    { when: 'it goes on from a closed request', values: { replyBy: NOON }, facts: { continues: 3 } },
  ],
  progress: [
    {
      when: 'somebody has it, and all is promised',
      values: { ...HELD, heldSince: MORNING, resolutionBy: EVENING, nextUpdateBy: NOON },
    },
    {
      when: 'a team has it, and nothing is promised',
      values: { ...NOT_TAKEN, heldSince: null, resolutionBy: null, nextUpdateBy: null },
    },
  ],
  'takes-longer': [
    { when: 'a solution was promised', values: { ...HELD, promisedBy: NOON } },
    { when: 'none was', values: { ...HELD, promisedBy: null } },
  ],
  'estimate-wanted': [
    { when: 'the instant is known', values: { ...HELD, promisedBy: NOON } },
    { when: 'it is not', values: { ...NOT_TAKEN, promisedBy: null } },
  ],
  'handed-over': [
    { when: 'the team is at work', values: { ...TO_SYSADMINS, ...UNPROMISED, resolutionBy: EVENING } },
    { when: 'it is closed', values: { ...TO_SYSADMINS, ...UNPROMISED, closedUntil: LATER, estimateBy: LATER } },
    { when: 'nothing is promised', values: { ...TO_SYSADMINS, ...UNPROMISED } },
    { when: 'the customer owes an answer', values: { ...TO_SYSADMINS, ...UNPROMISED, answerAwaited: true } },
    {
      when: 'the team is not known, and closed',
      values: { ...TO_SYSADMINS, ...UNPROMISED, team: 'astronauts', closedUntil: LATER },
    },
    {
      when: 'it is back in first line',
      values: { ...TO_SYSADMINS, ...UNPROMISED, team: 'support', closedUntil: LATER, resolutionBy: LATER },
    },
  ],
  estimate: [
    { when: 'with its instant', values: { readyBy: EVENING, answerAwaited: false } },
    { when: 'the customer owes an answer', values: { readyBy: EVENING, answerAwaited: true } },
    { when: 'without an instant', values: { readyBy: null, answerAwaited: false } },
  ],
  'decision-awaited': [
    { when: 'a credit, for the first time', values: { ...CREDIT, again: false, decisionBy: LATER } },
    { when: 'an exception, again', values: { type: 'account-exception', again: true, decisionBy: LATER } },
    { when: 'a special request, no instant', values: { type: 'special-request', again: false, decisionBy: null } },
  ],
  'decision-late': [
    { when: 'it was promised', values: { promisedBy: NOON } },
    { when: 'it was not', values: { promisedBy: null } },
  ],
  'approval-granted': [
    {
      when: 'a credit, with a comment',
      values: { ...CREDIT, amount: 123_450, currency: 'EUR', validUntil: null },
      facts: COMMENT,
    },
    {
      when: 'an exception, for a while',
      values: { type: 'account-exception', amount: null, currency: null, validUntil: LATER },
    },
  ],
  'approval-refused': [
    { when: 'with a comment', values: CREDIT, facts: COMMENT },
    { when: 'without', values: { type: 'special-request' } },
  ],
  'approval-withdrawn': [{ when: 'always', values: { type: 'account-exception' } }],
  'approval-expired': [{ when: 'always', values: { ...CREDIT, ...HELD } }],
  'approval-expired-note': [{ when: 'always', values: { ...CREDIT, ...NOT_TAKEN } }],
  'credit-note': [
    {
      when: 'with VAT',
      values: {
        number: 'CN-000042',
        currency: 'EUR',
        net: 123_450,
        vat: 27_777,
        gross: 151_227,
        percent: 22.5,
        country: 'IT',
      },
    },
    {
      when: 'without VAT',
      values: { number: 'CN-000043', currency: 'EUR', net: 5, vat: 0, gross: 5, percent: 0, country: 'CH' },
    },
  ],
  'not-carried-out': [{ when: 'always', values: { ...CREDIT, ...HELD, reason: 'nothing is granted in CHF' } }],
  undelivered: [{ when: 'always', values: { ...HELD, reason: '550 5.1.1 no such mailbox' } }],
  'answer-reminder': [
    { when: 'the ticket will close', values: { closesAt: LATER } },
    { when: 'it will not', values: { closesAt: null } },
  ],
  'confirmation-wanted': [
    { when: 'the ticket will close', values: { closesAt: LATER } },
    { when: 'it will not', values: { closesAt: null } },
  ],
  'confirmation-reminder': [
    { when: 'the ticket will close', values: { closesAt: LATER } },
    { when: 'it will not', values: { closesAt: null } },
  ],
  reopened: [
    { when: 'a reply is promised', values: { replyBy: NOON } },
    { when: 'none is', values: { replyBy: null } },
  ],
  closed: [
    { when: 'confirmed, one helper', values: { outcome: 'confirmed', reopenUntil: LATER } },
    {
      when: 'not contradicted, two helpers',
      values: { outcome: 'not-contradicted', reopenUntil: LATER },
      facts: { story: { ...STORY, helpers: ['Ada', 'Siri'] } },
    },
    {
      when: 'no answer, no solution',
      values: { outcome: 'no-answer', reopenUntil: LATER },
      facts: { story: { ...STORY, solution: null } },
    },
    {
      when: 'withdrawn, nobody had helped',
      values: { outcome: 'withdrawn', reopenUntil: null },
      facts: { story: { ...STORY, helpers: [], solution: null } },
    },
    {
      when: 'no outcome is known',
      values: { outcome: null, reopenUntil: null },
      facts: { story: { ...STORY, closedAt: null } },
    },
  ],
};

/** How a ticket's people, teams and instants are said in the samples; in any language, whether or not the policy offers it. */
export const sampleWords = (policy: Policy, locale: Locale, facts: Variant['facts'] = {}): Words =>
  wordsOf(
    { ...policy, locales: [locale] },
    {
      number: 7,
      subject: 'My server is slow',
      continues: null,
      locale,
      timeZone: 'Europe/Rome',
      serviceSite: null,
      names: new Map([['siri', 'Siri']]),
      comment: null,
      story: STORY,
      ...facts,
    },
  );
