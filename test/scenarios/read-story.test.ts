import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readStories, SHIPPED, storyFiles } from '../../src/scenarios/find-stories.ts';
import { storyJsonSchema } from '../../src/scenarios/story/json-schema.ts';
import { readStory, StoryFault } from '../../src/scenarios/story/read-story.ts';

/** What is said of a story that cannot be played. */
function faultsOf(yaml: string): string[] {
  try {
    readStory('bad.yaml', yaml);
    return [];
  } catch (error) {
    if (!(error instanceof StoryFault)) throw error;
    return error.faults.map(({ line, path, message }) => `${line} ${path}: ${message.split('\n')[0]}`);
  }
}

const steps = (...lines: string[]) => ['story: Bad', 'steps:', ...lines.map((line) => `  ${line}`)].join('\n');

describe('A wrong story is refused with line, path and what was expected', () => {
  test.each<[string, string, string]>([
    ['no story at all', 'hello', '1 : expected a story: its name after story:, and its steps'],
    ['not YAML', 'story: Bad\nsteps:\n  - at: +8m\n   who: ada\n', '4 : '],
    ['no name', 'steps:\n  - { who: carla, submit: Help! }', '1 story: expected the name of the story'],
    ['no steps', 'story: Bad\nsteps: []', '2 steps: expected at least one step'],
    [
      'an unknown key',
      'story: Bad\ntitle: x\nsteps:\n  - { who: carla, submit: x }',
      '2 title: unknown here; expected one of story, cites, zone, start, tolerance, actors, steps',
    ],
    [
      'a promise nobody made',
      'story: Bad\ncites:\n  - P3\n  - P77\nsteps:\n  - { who: carla, submit: x }',
      '4 cites[1]: expected promises such as P3',
    ],
    [
      'a zone that is none',
      'story: Bad\nzone: Europe/Atlantis\nsteps:\n  - { who: carla, submit: x }',
      '2 zone: expected an IANA time zone',
    ],
    [
      'a start that is none',
      'story: Bad\nstart: someday\nsteps:\n  - { who: carla, submit: x }',
      '2 start: expected a start: now, ',
    ],
    [
      'a start by a clock that is none',
      'story: Bad\nstart: next Friday 10:00 Europe/Berln\nsteps:\n  - { who: carla, submit: x }',
      '2 start: expected an IANA time zone such as Europe/Amsterdam, not Europe/Berln',
    ],
    [
      'an instant by a clock that is none',
      steps('- at: Mon 07:55 Europe/Amsterdm', '  who: ada', '  reply: hello'),
      '3 steps[0].at: expected an IANA time zone such as Europe/Amsterdam, not Europe/Amsterdm',
    ],
    [
      'a due instant by a clock that is none',
      steps('- expect:', '    - promise pick-up due at Mon 08:30 Mars/Olympus'),
      '4 steps[0].expect[0]: expected an IANA time zone such as Europe/Amsterdam, not Mars/Olympus',
    ],
    [
      'somebody of no role',
      'story: Bad\nactors:\n  zoe:\n    role: boss\nsteps:\n  - { who: carla, submit: x }',
      '4 actors.zoe.role: expected a role: customer, agent or manager',
    ],
    [
      'a part that is unknown, below what is known',
      steps('- who: ada', '  review:', '    kind: simple', '    froward: sysadmins'),
      '6 steps[0].review.froward: unknown here; expected one of kind, forward',
    ],
    [
      'an instant that is none',
      steps('- at: +8x', '  who: ada', '  reply: hello'),
      '3 steps[0].at: expected an instant: +8m',
    ],
    [
      'an unknown action',
      steps('- who: ada', '  replay: hello'),
      '4 steps[0].replay: unknown here; expected one of at, who, ticket, refused, expect, submit, write, reply,',
    ],
    [
      'two actions',
      steps('- who: ada', '  reply: hello', '  note: hello'),
      '5 steps[0].note: expected one action a step, and here are reply, note',
    ],
    [
      'two tickets of one name',
      steps('- { who: carla, ticket: a, submit: x }', '- who: cuno', '  ticket: a', '  submit: y'),
      '5 steps[1].ticket: another ticket is called a already',
    ],
    [
      'a name that tickets get by themselves',
      steps('- who: carla', '  ticket: ticket-2', '  submit: x'),
      '4 steps[0].ticket: expected another name: tickets without one are called ticket-2 and alike',
    ],
    [
      'a ticket that nobody submits',
      steps('- { who: carla, submit: x }', '- who: ada', '  ticket: disk', '  take:'),
      '5 steps[1].ticket: no step before submits a ticket called disk',
    ],
    [
      'going on from a ticket that nobody submits',
      steps('- who: carla', '  submit: x', '  expect:', '    - ticket continues disk'),
      '6 steps[0].expect[0]: no step before submits a ticket called disk',
    ],
    [
      'somebody unknown who gets it',
      steps('- who: ada', '  assign: zoe'),
      '4 steps[0].assign: expected one of ada, abel',
    ],
    ['a customer who gets it', steps('- who: ada', '  assign: carla'), '4 steps[0].assign: expected one of ada'],
    [
      'staff who writes as a customer',
      steps('- who: ada', '  write: hi'),
      '4 steps[0].write: expected a customer, not ada',
    ],
    [
      'a customer who replies as staff',
      steps('- who: carla', '  reply: hi'),
      '4 steps[0].reply: expected staff, not carla',
    ],
    [
      'an end of what does not end',
      steps('- expect:', '    - promise first-reply running within 10m'),
      '4 steps[0].expect[0]: expected nothing more: running is no end',
    ],
    [
      'a promise due when it is due',
      steps('- expect:', '    - promise first-reply due at when first-reply is due'),
      '4 steps[0].expect[0]: expected an instant that does not come from the same promise',
    ],
    [
      'an expectation that YAML takes apart',
      steps('- expect:', '    - customer was told /a: b/'),
      'one with a colon and a space in it is written in quotes',
    ],
    [
      'leaving without watching',
      steps('- { who: carla, submit: x }', '- who: carla', '  leave:'),
      '5 steps[1].leave: expected a step before in which carla watches',
    ],
    [
      'citing without expecting',
      'story: Bad\ncites: [P3]\nsteps:\n  - { who: carla, submit: x }',
      '2 cites: expected nothing here, as the story expects nothing',
    ],
    [
      'a tolerance that tolerates everything',
      'story: Bad\ntolerance: 1m\nsteps:\n  - { who: carla, submit: x }',
      '2 tolerance: expected a length of time up to 10s',
    ],
    [
      'a fault that is refused',
      steps('- fault: worker restarted', '  refused: ticket-closed'),
      '4 steps[0].refused: expected nothing: nobody refuses a fault',
    ],
    ['a fault of somebody', steps('- fault: worker restarted', '  who: ada'), '4 steps[0].who: expected nobody'],
    [
      'a fault of a ticket',
      steps('- { who: carla, submit: x }', '- fault: worker restarted', '  ticket: first'),
      '5 steps[1].ticket: expected nothing: a fault is no ticket’s',
    ],
    [
      'a mail with a topic',
      steps('- who: maila', '  submit:', '    channel: email', '    topic: billing'),
      '6 steps[0].submit.topic: expected nothing: no mail says so',
    ],
    [
      'two patterns in one',
      steps('- expect:', '    - customer was told /sorry/ or /wait/'),
      '4 steps[0].expect[0]: expected an expectation, not',
    ],
    [
      'a pattern that every text has in it',
      steps('- expect:', '    - customer was told /(sorry)?/'),
      '4 steps[0].expect[0]: expected a pattern that some texts do not have in them',
    ],
    ['an alias of nothing', 'story: Bad\nsteps:\n  - *gone\n', '3 : nothing is called &gone'],
    [
      'aliases that grow beyond measure',
      `story: Bad\na: &a [${'x,'.repeat(9)}x]\nb: &b [${'*a,'.repeat(9)}*a]\nsteps: [${'*b,'.repeat(9)}*b]\n`,
      '1 : Excessive alias count',
    ],
    ['nobody who acts', steps('- reply: hello'), '3 steps[0].reply: expected who does it'],
    ['somebody unknown', steps('- who: zoe', '  reply: hello'), '3 steps[0].who: expected one of carla'],
    [
      'a kind that is none',
      steps('- who: ada', '  review: simpel'),
      '4 steps[0].review: expected simple, standard, complex, non-standard',
    ],
    [
      'a part that is wrong',
      steps('- who: ada', '  forward: { team: sysadmins, reason: serfer }'),
      '4 steps[0].forward.reason: expected workload, server, complex',
    ],
    [
      'a part that is unknown',
      steps('- who: carla', '  submit: { subjekt: x }'),
      '4 steps[0].submit.subjekt: unknown here; expected one of channel, subject, body, topic, service',
    ],
    [
      'an amount that is none',
      steps('- who: ada', '  askApproval: { amount: 50 }'),
      '4 steps[0].askApproval.amount: expected ',
    ],
    [
      'a fault that is none',
      steps('- fault: coffee machine down'),
      '3 steps[0].fault: expected a fault: mail server down for 5m',
    ],
    [
      'a refusal of nothing',
      steps('- refused: ticket-closed', '  expect: [phase is review]'),
      '3 steps[0].refused: expected an action that is refused',
    ],
    [
      'a phase that is none',
      steps('- expect:', '    - phase is revieuw'),
      '4 steps[0].expect[0]: expected phase to be one of submit, review, forward, specialist, resolve',
    ],
    [
      'a promise that is none',
      steps('- expect:', '    - promise first-replay kept'),
      '4 steps[0].expect[0]: expected a promise such as first-reply',
    ],
    [
      'a due instant that is none',
      steps('- expect:', '    - promise pick-up due at noon'),
      '4 steps[0].expect[0]: expected an instant',
    ],
    [
      'a due instant that comes from another step',
      steps('- expect:', '    - promise pick-up due at 8m later'),
      '4 steps[0].expect[0]: expected an instant that does not come from the step before, such as +8m',
    ],
    [
      'a day of which only a policy could tell',
      steps('- at: working day 08:00', '  who: ada', '  reply: hello'),
      '3 steps[0].at: expected an instant: +8m',
    ],
    ...['reply', 'note', 'ask', 'write', 'resolve', 'answer', 'assign', 'reopen', 'forward', 'submit'].map(
      (action): [string, string, string] => [
        `no words to ${action}`,
        steps('- who: ada', `  ${action}: ''`, '- who: carl', '  confirm:'),
        `4 steps[0].${action}: expected a text`,
      ],
    ),
    [
      'an amount without cents',
      steps('- who: ada', '  askApproval: { amount: 50 EUR }'),
      '4 steps[0].askApproval.amount: expected an amount such as 50.00 EUR',
    ],
    ['a name of somebody as in a sentence', steps('- who: Ada', '  take:'), '3 steps[0].who: expected a name in small'],
    [
      'a day that no calendar has',
      steps('- { at: 30 Feb 08:00, who: ada, take: }'),
      '3 steps[0].at: expected an instant: +8m',
    ],
    [
      'a date that no calendar has',
      steps('- { at: 2027-02-29 08:00, who: ada, take: }'),
      '3 steps[0].at: expected an instant: +8m',
    ],
    [
      'a pattern that is none',
      steps('- expect:', '    - customer was told /(/'),
      '4 steps[0].expect[0]: expected a regular expression',
    ],
    ['what is no expectation', steps('- expect:', '    - bananas'), '4 steps[0].expect[0]: expected '],
    ['two spaces', steps('- expect:', '    - phase  is review'), '(one space goes between words)'],
    ['an empty file', '', '1 : expected a story: its name after story:, and its steps'],
    ['two stories', 'story: One\n---\nstory: Two\n', '2 : expected one story in a file, and here begins another'],
    ['taking not', steps('- { who: ada, take: false }'), '3 steps[0].take: expected nothing after the colon, or true'],
    [
      'a name that is none',
      'story: Bad\nactors: { 😀: { role: customer } }\nsteps: [{ who: carla, submit: x }]',
      '2 actors.😀: expected a name in small letters, such as ada',
    ],
  ])('%s', (_, yaml, fault) => {
    expect(faultsOf(yaml)).toContainEqual(expect.stringContaining(fault));
  });

  test('all faults at once', () => {
    expect(faultsOf(steps('- who: ada', '  review: simpel', '- at: +8x', '  who: ada', '  reply: x'))).toHaveLength(2);
  });

  test('of what is merged into a step, too', () => {
    const merged = 'story: Bad\na: &a { who: ada }\nsteps:\n  - { <<: *a, replay: x }\n';
    expect(faultsOf(merged).map((fault) => fault.split(';')[0])).toEqual([
      '2 a: unknown here',
      '4 steps[0].replay: unknown here',
    ]);
  });

  test('in the order of lines, and what is missing only where nothing is unknown', () => {
    const both = steps('- who: carla', '  submit: x', '- who: ada', '  replay: x', '- at: +8x', '  take:');
    expect(faultsOf(both).map((fault) => fault.split(':')[0])).toEqual(['6 steps[1].replay', '7 steps[2].at']);
  });
});

describe('The stories that come with Kept', () => {
  test('can all be read', async () => {
    const { stories, faults } = await readStories(await storyFiles([]));
    expect(faults.map(({ message }) => message)).toEqual([]);
    expect(stories.length).toBeGreaterThan(30);
    const names = stories.map(({ story }) => story.story);
    expect(new Set(names).size).toBe(names.length);
  });

  test('are completed by editors as they are read: schema.json is of today', () => {
    const written = JSON.parse(readFileSync(join(SHIPPED, 'schema.json'), 'utf8')) as object;
    expect(written).toEqual(JSON.parse(JSON.stringify(storyJsonSchema())));
  });
});
