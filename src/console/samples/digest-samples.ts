import type { DigestContent, Excerpt } from '../../domain/reports/digest.ts';

const HOUR = 60 * 60 * 1_000;

const NONE: Excerpt<never> = { count: 0, first: [] };

const EMPTY: DigestContent = {
  week: '2026-W47',
  from: '2026-11-16',
  to: '2026-11-22',
  zone: 'Europe/Amsterdam',
  asOf: '2026-11-23T07:00:00.000Z',
  outcomes: [],
  misses: NONE,
  overdue: NONE,
  undecided: NONE,
  time: { tickets: 0, totalMs: 0, customerMs: 0, approvalMs: 0, closedHoursMs: 0, teams: {} },
};

const FULL: DigestContent = {
  ...EMPTY,
  outcomes: [
    { kind: 'first-reply', kept: 41, missed: 1, attainmentPercent: 97.61 },
    { kind: 'resolution', kept: 12, missed: 0, attainmentPercent: 100 },
    { kind: 'decision', kept: 0, missed: 0, attainmentPercent: null },
  ],
  misses: {
    count: 3,
    first: [
      { ticket: 3, kind: 'resolution', cycle: 2, team: 'sysadmins', dueAt: '2026-11-17T09:00:00.000Z', lateMs: null },
      { ticket: 5, kind: 'first-reply', cycle: 1, team: 'support', dueAt: '2026-11-18T09:00:00.000Z', lateMs: 90_000 },
    ],
  },
  overdue: {
    count: 2,
    first: [
      { ticket: 3, team: 'sysadmins', assignee: 'siri', kind: 'resolution', dueAt: '2026-11-17T09:00:00.000Z' },
      { ticket: 9, team: 'billing', assignee: null, kind: null, dueAt: '2026-11-22T20:30:00.000Z' },
    ],
  },
  undecided: {
    count: 6,
    first: [
      {
        ticket: 4,
        type: 'billing-credit',
        amount: { minor: 123_450, currency: 'EUR' },
        askedAt: '2026-11-18T09:00:00.000Z',
        dueAt: '2026-11-20T09:00:00.000Z',
      },
      {
        ticket: 9,
        type: 'special-request',
        amount: null,
        askedAt: '2026-11-20T15:00:00.000Z',
        dueAt: '2026-11-24T15:00:00.000Z',
      },
    ],
  },
  time: {
    tickets: 14,
    totalMs: 100 * HOUR,
    customerMs: 31 * HOUR,
    approvalMs: 30_000,
    closedHoursMs: 40 * HOUR,
    teams: { support: 19.5 * HOUR, sysadmins: 9.5 * HOUR - 30_000 },
  },
};

export const DIGEST_SAMPLES: { when: string; content: DigestContent }[] = [
  { when: 'there is something to tell', content: FULL },
  { when: 'nothing has happened', content: EMPTY },
];
