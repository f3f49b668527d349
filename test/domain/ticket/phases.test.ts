import { aTicket, anAcknowledgedTicket } from '../support/story.ts';

const atReview = anAcknowledgedTicket();
const handedOver = atReview.agent.reviewsAndForwards('complex', 'sysadmins');
const atSpecialist = handedOver.sysadmin.takes();

describe('submit ends', () => {
  test('with the acknowledgement', () => {
    expect(aTicket().ticket.phase).toBe('submit');
    expect(aTicket().delivered().ticket.phase).toBe('review');
  });

  test('with the acknowledgement missed, at its due instant', () => {
    expect(aTicket().sleepsUntil('10:01:59.999').ticket.phase).toBe('submit');
    expect(aTicket().sleepsUntil('10:02').ticket.phase).toBe('review');
  });

  test('not with an acknowledgement that could not be delivered', () => {
    expect(aTicket().deliveryFails().ticket.phase).toBe('submit');
  });

  test('not with another message of the customer', () => {
    expect(aTicket().customer.writes().ticket.phase).toBe('submit');
  });

  test.each([
    ['writes', aTicket().agent.replies()],
    ['notes something', aTicket().agent.notes()],
    ['takes it', aTicket().agent.takes()],
    ['assigns it', aTicket().agent.assigns('agent-2')],
    ['reviews it', aTicket().agent.reviews('simple')],
    ['asks another team', aTicket().agent.consults('billing')],
    ['estimates', aTicket().agent.estimates('12:00')],
  ])('when an agent %s, acknowledged or not', (_, story) => expect(story.ticket.phase).toBe('review'));

  test('and goes through review when an agent hands it over or resolves it at once', () => {
    const arrows = (story: typeof atReview) => story.all('phase.entered').map(({ data }) => `${data.from} ${data.to}`);
    expect(arrows(aTicket().agent.forwards('billing'))).toEqual(['submit review', 'review forward']);
    expect(arrows(aTicket().agent.resolves())).toEqual(['submit review', 'review resolve']);
  });
});

test('review ends with a hand-over', () => expect(handedOver.ticket.phase).toBe('forward'));
test('review ends with a resolution', () => expect(atReview.agent.resolves().ticket.phase).toBe('resolve'));

test.each([
  ['takes it', handedOver.sysadmin.takes()],
  ['writes to the customer', handedOver.sysadmin.replies()],
  ['estimates', handedOver.sysadmin.estimates('16:00')],
  ['assigns it', handedOver.sysadmin.assigns('sysadmin-2')],
])('forward ends at the specialists when one of them %s', (_, story) => expect(story.ticket.phase).toBe('specialist'));

test('forward goes on when one of them only notes something', () => {
  expect(handedOver.sysadmin.notes().ticket.phase).toBe('forward');
});

test('forward ends in review when it comes back to first line', () => {
  const back = atSpecialist.sysadmin.forwards('support');
  expect([back.ticket.phase, back.agent.takes().ticket.phase]).toEqual(['forward', 'review']);
});

test('forward stays while a team hands it on before taking it', () => {
  expect(handedOver.sysadmin.forwards('datacentre').ticket).toMatchObject({ phase: 'forward', team: 'datacentre' });
});

test('a specialist hands on, or resolves', () => {
  expect(atSpecialist.sysadmin.forwards('datacentre').ticket.phase).toBe('forward');
  expect(atSpecialist.sysadmin.resolves().ticket.phase).toBe('resolve');
});

test('a team that resolves what it has not taken takes it by that', () => {
  const story = handedOver.sysadmin.resolves();
  expect(story.ticket).toMatchObject({ phase: 'resolve', assignee: 'sysadmin-1' });
  expect(story.promise('pick-up').state).toBe('kept');
});

test('not solved leads back to the team that resolved it', () => {
  expect(atSpecialist.sysadmin.resolves().customer.contradicts().ticket).toMatchObject({
    phase: 'specialist',
    team: 'sysadmins',
  });
  expect(atReview.agent.resolves().customer.contradicts().ticket).toMatchObject({ phase: 'review', team: 'support' });
});

test.each([
  ['submit', aTicket()],
  ['review', atReview],
  ['forward', handedOver],
  ['specialist', atSpecialist],
])('a ticket closed in phase %s keeps phase resolve', (phase, story) => {
  expect(story.ticket.phase).toBe(phase);
  expect(story.customer.withdraws()).toMatchObject({ ticket: { phase: 'resolve' }, status: 'closed' });
});
