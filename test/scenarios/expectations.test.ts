import { EXPECTATION_FORMS } from '../../src/scenarios/story/expectation.ts';
import { failuresOf, played } from './support/played.ts';

/** A life in which every kind of expectation has something to say. */
const LIFE = (
  expected: Record<'late' | 'asked' | 'estimated' | 'granted' | 'handedOver' | 'closed' | 'second', string[]>,
) => {
  const expect = (lines: string[]) =>
    `    expect:\n${lines.map((line) => `      - ${JSON.stringify(line)}`).join('\n')}`;
  return `story: Every kind of expectation
start: next ordinary Monday 10:00 Europe/Amsterdam
zone: Europe/Amsterdam
steps:
  - who: maila
    submit: { subject: A credit, service: { kind: vps, id: vps-1, site: nl-ams } }
  - at: +11m
    who: ada
    reply: Sorry that you had to wait.
${expect(expected.late)}
  - at: +12m
    who: ada
    review: standard
  - at: +13m
    who: ada
    ask: Since when is it so?
${expect(expected.asked)}
  - at: +23m
    who: maila
    write: Since Monday.
  - at: +24m
    who: ada
    estimate: 90m later
${expect(expected.estimated)}
  - at: +25m
    who: ada
    askApproval: { amount: 50.00 EUR }
  - at: +30m
    who: marta
    decide: approve
${expect(expected.granted)}
  - at: +31m
    who: ada
    forward: sysadmins
${expect(expected.handedOver)}
  - at: +35m
    who: siri
    resolve: It is fast again.
  - at: +36m
    who: maila
    confirm: Thanks.
${expect(expected.closed)}
  - at: 31d later
    who: maila
    write: It is slow again.
${expect(expected.second)}
`;
};

const PASSING = {
  late: [
    'promise acknowledgement kept within 2m',
    'promise first-reply is missed',
    'promise first-reply warned at 75%',
    'promise first-reply reported within 1s',
    'promise first-reply due at +10m',
    'promise first-reply due at Mon 10:10 Europe/Amsterdam',
    'promise estimate not made',
    'customer was told /wait/ once',
    'customer was mailed /We have received your request/ once',
    'customer was not told /estimate/i',
    'management was told once about first-reply at 100%',
    'manager-1 was told about first-reply at 100%',
    'manager-1 was told once about first-reply at 75%',
    'manager-3 was not told about first-reply at 75%',
    'nothing else missed',
    'no credit note',
    'support reads /wait/ once',
    'ticket is first in the queue of support',
    'assignee is ada',
  ],
  asked: ['status is waiting-for-customer', 'promise resolution is paused', 'kind is standard'],
  estimated: ['promise resolution 1 is re-estimated', 'promise resolution due at +1h54m', 'time with customer is 10m'],
  granted: [
    'approval is approved',
    'promise decision kept within 5m',
    'credit note is 50.00 EUR net, 11.00 EUR VAT, 61.00 EUR gross',
  ],
  handedOver: [
    'phase is forward',
    'team is sysadmins',
    'assignee is nobody',
    'promise pick-up due at Mon 11:01',
    'promise pick-up running',
  ],
  closed: ['outcome is confirmed', 'status is closed', 'promise status-update withdrawn', 'time with approvers is 5m'],
  second: ['ticket continues first', 'phase is review'],
};

/** What must fail at the same points, and what is said then. */
const FAILING: Record<keyof typeof PASSING, [string, RegExp][]> = {
  late: [
    ['promise acknowledgement is missed', /acknowledgement 1 is kept, due .*, settled 0:0\d after it was made/],
    [
      'promise first-reply kept within 10m',
      /first-reply 1 is missed, due Mon .* 10:10:0\d, settled 1[01]:\d\d after it was made, (59|60)(\.\d+)? s after it was due/,
    ],
    ['promise first-reply warned at 60%', /was warned of at 50 %, 75 %, 100 %/],
    [
      'promise next-reply reported within 1s',
      /next-reply was not promised; there are acknowledgement 1, first-reply 1/,
    ],
    ['promise acknowledgement reported within 1s', /acknowledgement 1 was not missed/],
    [
      'promise first-reply due at +12m',
      /first-reply 1 is due .*10:10:0\d, 2 min earlier than .*10:12:0\d \(Europe\/Amsterdam\)$/,
    ],
    ['promise first-reply due at Mon 05:00 America/New_York', /is due Mon .* 04:10:0\d, .* \(America\/New_York\)$/],
    ['promise first-reply not made', /first-reply 1 is missed/],
    [
      'customer was told /wait/ twice',
      /1 of 2 messages say so:\n    “We have received[^]*\n  ✓ “Sorry that you had to wait/,
    ],
    ['customer was mailed /wait/ never', /1 of 2 mails say so/],
    ['customer was not told /received/', /1 of 2 messages say so/],
    ['management was told about acknowledgement', /it was not told/],
    ['management was told twice about first-reply at 100%', /it was told once: first-reply 1 at 100 %/],
    ['manager-3 was told about first-reply at 75%', /told were .*manager-1/],
    ['manager-1 was not told about first-reply at 100%', /told were .*manager-1/],
    ['manager-1 was told twice about first-reply at 100%', /told were .*manager-1/],
    ['manager-1 was not told about first-reply at 60%', /first-reply has no rung at 60 %/],
    ['nothing missed', /first-reply 1 is missed/],
    ['ticket is first in the queue of billing', /first is nobody: the queue is empty/],
    ['assignee is abel', /assignee is ada/],
    ['billing reads /estimate/', /0 of 3 messages say so/],
    ['suport reads /wait/ never', /no team is called suport; there are support, /],
    ['support reads /wait/ twice', /1 of 3 messages say so/],
    ['time with suport is 0', /no team is called suport; there are support, /],
    ['management was not told about first-reply at 60%', /first-reply has no rung at 60 %, but at 50, 75, 100/],
    ['management was not told about pick-up', /pick-up was not promised; there are acknowledgement 1, first-reply 1/],
  ],
  asked: [
    ['status is open', /status is waiting-for-customer/],
    ['promise resolution due at +2h', /its clock stands still/],
    ['kind is complex', /kind is standard/],
  ],
  estimated: [
    ['promise resolution 1 is kept', /resolution 1 is re-estimated/],
    ['time with customer is 20m', /it is (?:9|10):\d\d; in all customer (?:9|10):\d\d, .*support 1\d:/],
  ],
  granted: [
    ['approval is refused', /the approval is approved/],
    ['promise decision kept within 1m', /decision 1 is kept, due .*, settled [45]:\d\d after it was made/],
    ['credit note is 50.00 EUR net, 9.50 EUR VAT, 59.50 EUR gross', /it is 50.00 EUR, 11.00 EUR, 61.00 EUR/],
    ['no credit note', /there is one of 61.00 EUR gross/],
  ],
  handedOver: [
    ['phase is specialist', /phase is forward/],
    ['team is billing', /team is sysadmins/],
  ],
  closed: [['outcome is no-answer', /outcome is confirmed/]],
  second: [['ticket continues ticket-2', /it continues first$/]],
};

const said = (kinds: Record<string, string[]>) => Object.values(kinds).flat();

describe('What a story expects', () => {
  const mustFail = Object.fromEntries(
    Object.entries(FAILING).map(([when, expected]) => [when, expected.map(([text]) => text)]),
  ) as typeof PASSING;

  test.each(EXPECTATION_FORMS.map(({ example, pattern }) => [example, pattern] as const))(
    'has a story that passes and one that fails: %s',
    (_, pattern) => {
      expect(said(PASSING).some((text) => pattern.test(text))).toBe(true);
      expect(said(mustFail).some((text) => pattern.test(text))).toBe(true);
    },
  );

  test('passes where it is so', async () => {
    const story = await played(LIFE(PASSING));
    expect(failuresOf(story)).toEqual([]);
    expect(story.expectations).toBe(said(PASSING).length);
  });

  test('fails where it is not, with its line and what happened instead', async () => {
    const yaml = LIFE(mustFail);
    const { failures } = await played(yaml);
    const wanted = Object.values(FAILING).flat();
    expect(failures.map(({ expected }) => expected)).toEqual(wanted.map(([text]) => text));
    for (const [index, [text, instead]] of wanted.entries()) {
      expect(failures[index]?.instead).toMatch(instead);
      expect(yaml.split('\n')[(failures[index]?.line ?? 0) - 1]).toContain(JSON.stringify(text));
    }
  });
});

describe('What cannot be so is not taken for so', () => {
  const START = 'start: next ordinary Monday 10:00 Europe/Amsterdam';

  test('a miss is excused once it was expected and came, of its own ticket and cycle', async () => {
    const story = await played(`story: Excuses
${START}
steps:
  - { who: carla, ticket: one, submit: Help! }
  - at: +1m
    who: cuno
    ticket: two
    submit: Aiuto!
  - at: +12m
    ticket: one
    expect:
      - nothing else missed
      - promise first-reply is missed
      - nothing else missed
  - expect: [nothing else missed]
  - ticket: two
    expect: [promise first-reply 1 reported within 1s]
  - expect: [nothing else missed, nothing missed]
  - { ticket: one, who: ada, reply: Sorry. }
  - at: +20m
    ticket: one
    who: carla
    write: And now?
  - at: +85m
    ticket: one
    expect:
      - promise next-reply is kept
      - nothing else missed
`);
    expect(failuresOf(story)).toEqual([
      expect.stringMatching(/^12 nothing else missed: first-reply 1 is missed/),
      expect.stringMatching(/^15 nothing else missed: two: first-reply 1 is missed/),
      expect.stringMatching(/^18 nothing missed: one: first-reply 1 is missed.*; two: first-reply 1 is missed/),
      expect.stringMatching(/^27 promise next-reply is kept: next-reply 1 is missed/),
      expect.stringMatching(/^28 nothing else missed: .*next-reply 1 is missed/),
    ]);
  });

  test('a miss that nobody could report in time', async () => {
    const story = await played(`story: Late
${START}
steps:
  - { who: carla, submit: Help! }
  - { at: +9m, fault: worker down for 3m }
  - at: +13m
    expect:
      - promise first-reply reported within 1s
      - promise first-reply reported within 3m
`);
    expect(failuresOf(story)).toEqual([
      expect.stringMatching(
        /^\d+ promise first-reply reported within 1s: it was reported 1[12]\d(\.\d+)? s after it was due/,
      ),
    ]);
  });

  test('a promise without a number is the newest, also in what management was told', async () => {
    const story = await played(`story: Newest
${START}
steps:
  - { who: carla, submit: Help! }
  - { at: +1m, who: ada, reply: Hello. }
  - { at: +2m, who: carla, write: And? }
  - at: +40m
    who: ada
    reply: Sorry.
    expect: [management was told about next-reply at 100%, manager-1 was told about next-reply at 100%]
  - { at: +41m, who: carla, write: And now? }
  - at: +42m
    expect:
      - management was told about next-reply 1 at 100%
      - management was told about next-reply at 100%
      - manager-1 was told about next-reply
`);
    expect(failuresOf(story)).toEqual([
      '15 management was told about next-reply at 100%: it was not told',
      '16 manager-1 was told about next-reply: nobody was told',
    ]);
  });

  test('a mail is of its own ticket, and nobody is said to have got none who could get none', async () => {
    const story = await played(`story: Mails
${START}
steps:
  - { who: maila, ticket: disk, submit: { channel: email, subject: The disk, body: It is full. } }
  - { at: +1m, who: maila, ticket: bill, submit: { channel: email, subject: The bill, body: It is wrong. } }
  - at: +2m
    who: maila
    ticket: disk
    write: Which one is it?
    expect:
      - customer was mailed /The disk/
      - customer was mailed /The bill/
  - ticket: disk
    expect: [support reads /Which one is it/ once]
  - ticket: bill
    expect: [support reads /Which one is it/]
  - { who: carla, submit: Help! }
  - expect: [customer was mailed /x/ never]
`);
    expect(failuresOf(story)).toEqual([
      expect.stringMatching(/^12 customer was mailed .The bill.: 0 of 1 mails say so/),
      expect.stringMatching(/^16 support reads .Which one is it.: 0 of 2 messages say so/),
      '18 customer was mailed /x/ never: no mail reaches this customer: nobody knows their address',
    ]);
  });

  test('what breaks while it is broken is away until the later end', async () => {
    const story = await played(`story: Twice broken
${START}
tolerance: 5s
steps:
  - { fault: mail server down for 3m }
  - { at: +1m, fault: mail server down for 5m }
  - { at: +2m, who: maila, submit: Help! }
  - { at: +5m, expect: [customer was mailed /received/ never] }
  - { at: +7m, expect: [customer was mailed /received/ once] }
  - { fault: worker down for 1m }
  - { fault: worker down for 3m }
  - { at: +9m, who: maila, ticket: second, submit: Help again! }
  - at: +11m
    ticket: second
    expect: [promise acknowledgement is kept]
  - { fault: worker down for 2m }
  - fault: worker restarted
  - { at: +30m, who: ada, reply: Hello. }
`);
    expect(failuresOf(story)).toEqual([
      '17 fault: the worker is down, and comes back by itself; so the step after it did not happen',
    ]);
  });

  test('what follows by itself is waited for before it is said not to be', async () => {
    const story = await played(`story: A note on its way
${START}
steps:
  - { who: carla, submit: Help! }
  - { at: +1m, who: ada, askApproval: { amount: 50.00 EUR } }
  - at: +3m
    who: marta
    decide: { decision: approve, via: signal }
    expect: [no credit note, assignee is nobody]
`);
    expect(failuresOf(story)).toEqual([expect.stringMatching(/^9 no credit note: there is one of 61.00 EUR gross/)]);
  });

  test('what is past due is missed, whether or not a worker could say so', async () => {
    const story = await played(`story: Past due
${START}
steps:
  - { who: carla, submit: Help! }
  - { at: +1m, fault: worker down for 14m }
  - { at: +14m, expect: [nothing missed, promise first-reply running] }
  - { at: +15m, expect: [promise first-reply missed] }
`);
    expect(failuresOf(story)).toEqual([
      expect.stringMatching(/^6 nothing missed: first-reply 1 is running, due .* 10:10:/),
      expect.stringMatching(/^6 promise first-reply running: first-reply 1 is running, .*, which has passed$/),
    ]);
  });

  test('people are called as the story calls them, and their mail as their mail programs do', async () => {
    const story = await played(`story: Names
${START}
actors:
  otto: { role: customer, mail: Otto@Example.COM }
steps:
  - who: otto
    submit:
      channel: email
      body: |
        Hello.
        It is slow.

        --
        Otto
  - { at: when acknowledgement is due, expect: [customer was mailed /received/ once] }
  - { at: +2m, who: ada, take: , expect: [assignee is ada, nothing missed] }
  - { at: +11m, expect: [manager-1 was told about first-reply, marta was told about first-reply] }
`);
    expect(failuresOf(story)).toEqual([]);
  });

  test.each([
    ['otto: { role: agent, teams: [suport] }', 'expected of support, billing, datacentre, sysadmins, not suport'],
    ['otto: { role: manager, id: manager-9 }', 'not manager-9'],
  ])('somebody whom the policy does not know is told: %s', async (actor, message) => {
    const story = `story: Strangers\nactors:\n  ${actor}\nsteps:\n  - { who: carla, submit: Help! }\n`;
    await expect(played(story)).rejects.toThrow(`story.yaml:3  actors.otto: `);
    await expect(played(story)).rejects.toThrow(message);
  });

  test('a step that comes too late, as what came before took real time', async () => {
    const story = await played(`story: Late
steps:
  - { who: carla, submit: Help! }
  - { at: +1m, fault: worker down for 5m }
  - { who: ada, reply: Hello., refused: unavailable }
  - { at: 1s later, expect: [phase is review] }
`);
    expect(failuresOf(story)).toEqual([expect.stringMatching(/^6 to be in time: what came before took \d+ s longer$/)]);
  });
});

test('a decision that is said again is lawful, and nothing follows', async () => {
  const story = await played(`story: Again
start: next ordinary Monday 10:00 Europe/Amsterdam
steps:
  - { who: carla, submit: Help! }
  - { who: ada, askApproval: { amount: 50.00 EUR } }
  - { who: marta, decide: approve }
  - { who: marta, decide: { decision: approve, via: signal } }
  - { who: marta, decide: approve }
  - { expect: [approval is approved] }
`);
  expect(failuresOf(story)).toEqual([]);
});

test('a step that goes otherwise ends the story, and says why at its line', async () => {
  const refused = await played(`story: Refused
steps:
  - who: carla
    submit: Help!
  - who: siri
    take:
  - who: ada
    reply: Never said.
`);
  expect(failuresOf(refused)).toEqual([
    expect.stringMatching(
      /^6 siri: take: it was refused as not-holding-team \(403\): .*; so the step after it did not happen$/,
    ),
  ]);
  const allowed = await played(`story: Allowed
steps:
  - who: carla
    submit: Help!
  - who: ada
    take:
    refused: already-taken
  - who: ada
    reply: Hello.
`);
  expect(failuresOf(allowed)).toEqual([
    '7 take to be refused as already-taken: it was done; so the step after it did not happen',
  ]);
  const backwards = await played(`story: Backwards
steps:
  - at: +5m
    who: carla
    submit: Help!
  - at: +4m
    who: ada
    take:
`);
  expect(failuresOf(backwards)).toEqual(['6 an instant after the step before: it is 1 min before it']);
});
