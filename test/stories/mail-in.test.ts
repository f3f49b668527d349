import { randomUUID } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { AN_HOUR } from '../../src/api/mail/too-many.ts';
import { DAY, MINUTE } from '../../src/domain/calendar/instant.ts';
import type { TakenMail } from '../../src/scenarios/world/mail-server.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import { startMailWorld, SUPPORT, type MailWorld } from '../support/world/mail-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA } from '../support/world/tokens.ts';
import { expectKept, expectSpan } from './support/expect-promise.ts';
import { Tale } from './support/tale.ts';

/** Customers with an inbox each. */
let customers = 0;
const somebody = () => {
  customers += 1;
  return { name: `Anna ${customers}`, address: `anna-${customers}@example.com` };
};
type Somebody = ReturnType<typeof somebody>;

describe('Mail comes in', () => {
  let world: MailWorld;
  beforeAll(async () => {
    world = await startMailWorld();
  });
  afterAll(() => world.end());

  const asPerson = ({ name, address }: Somebody): Person => ({
    id: world.customerIdOf(address),
    name,
    role: 'customer',
    teams: [],
    address,
  });

  const tell = async (ticketId: string | null, customer: Somebody) =>
    new Tale(world, ticketId ?? '', asPerson(customer));

  /** A request by mail that was acknowledged. @returns it, and the acknowledgement as the customer got it */
  const requested = async (subject: string, customer: Somebody): Promise<[Tale, TakenMail]> => {
    await world.send({
      from: customer,
      to: SUPPORT,
      subject,
      text: `About ${subject}.`,
      messageId: `<${subject}@example.com>`,
    });
    const { ticket_id } = await world.outcome(subject);
    const tale = await tell(ticket_id, customer);
    const [acknowledgement] = await world.inbox.arrived(customer.address, 1);
    return [tale, acknowledgement!];
  };

  const notesOf = async (tale: Tale) =>
    (await world.people.conversation(tale.id)).filter(({ visibility }) => visibility === 'internal');

  /** As a mail client answers. */
  const answer = (mail: TakenMail, customer: Somebody, text: string, fields: object = {}) =>
    world.send({
      from: customer,
      to: mail.replyTo?.value[0]?.address ?? '',
      subject: `Re: ${mail.subject}`,
      inReplyTo: mail.messageId ?? '',
      references: [mail.references ?? [], mail.messageId ?? ''].flat(),
      text: `${text}\n\nOn Mon, 8 Jun 2026 at 10:00, INTROSERV <${SUPPORT}> wrote:\n> ${mail.text?.replaceAll('\n', '\n> ')}\n`,
      ...fields,
    });

  test('P1, P2: a mail to the support address is a request, acknowledged in its own thread', async () => {
    const customer = somebody();
    const [tale, acknowledgement] = await requested('slow-server', customer);
    const ticket = await tale.eventually(({ phase }) => phase === 'review');
    expect(ticket).toMatchObject({
      channel: 'email',
      subject: 'slow-server',
      customer: world.customerIdOf(customer.address),
    });
    await expectSpan(tale, 'acknowledgement', 1, 2 * MINUTE);
    await expectKept(tale, 'acknowledgement');
    expect(acknowledgement).toMatchObject({
      subject: 'Re: slow-server',
      inReplyTo: '<slow-server@example.com>',
      references: '<slow-server@example.com>',
    });
    const [message] = await world.people.conversation(tale.id);
    expect(message).toMatchObject({ author: { role: 'customer', name: customer.name }, body: 'About slow-server.' });
  });

  test('P8, P13: an answer joins the conversation, quotes aside; a mail client sees one thread', async () => {
    const customer = somebody();
    const [tale, acknowledgement] = await requested('thread', customer);
    await tale.agentWrites({ body: 'Which server is it?' });
    const [, question] = await world.inbox.arrived(customer.address, 2);
    await answer(question!, customer, 'The second one.', { messageId: '<second@example.com>' });
    expect(await world.outcome('Re: Re: thread')).toMatchObject({ state: 'joined', ticket_id: tale.id });
    await tale.promise('next-reply');
    const messages = await world.people.conversation(tale.id);
    expect(messages.at(-1)).toMatchObject({
      author: { role: 'customer', name: customer.name },
      body: 'The second one.',
      folded: expect.stringContaining('> Which server is it?'),
    });
    await tale.agentWrites({ body: 'It is restarted.' });
    const all = await world.inbox.arrived(customer.address, 3);
    expect(question).toMatchObject({ inReplyTo: acknowledgement.messageId });
    expect(all[2]).toMatchObject({
      inReplyTo: '<second@example.com>',
      references: ['<thread@example.com>', acknowledgement.messageId, question?.messageId, '<second@example.com>'],
    });
  });

  test('without the signed address the thread tells, for mail from the same address only', async () => {
    const customer = somebody();
    const [tale, acknowledgement] = await requested('by-references', customer);
    await answer(acknowledgement, customer, 'And more.', { to: SUPPORT, subject: 'mine' });
    expect(await world.outcome('mine')).toMatchObject({ state: 'joined', ticket_id: tale.id });
    await answer(acknowledgement, somebody(), 'I am curious.', { to: SUPPORT, subject: 'strange' });
    const strange = await world.outcome('strange');
    expect(strange.state).toBe('opened');
    expect(strange.ticket_id).not.toBe(tale.id);
  });

  test('a forged address begins a new request, whatever the mail refers to', async () => {
    const customer = somebody();
    const [tale, acknowledgement] = await requested('forged', customer);
    const { number } = await tale.ticket();
    const to = world.replies.of(number).replace(/\.[0-9a-f]/, '.x');
    await answer(acknowledgement, customer, 'Let me in.', { to, subject: 'forged-answer' });
    const outcome = await world.outcome('forged-answer');
    expect(outcome.state).toBe('opened');
    expect(outcome.ticket_id).not.toBe(tale.id);
    expect(await world.people.conversation(tale.id)).toHaveLength(2);
  });

  test('the same mail again changes nothing', async () => {
    const customer = somebody();
    const mail = { from: customer, to: SUPPORT, subject: 'twice', text: 'Once.', messageId: '<twice@example.com>' };
    await Promise.all([world.send(mail), world.send(mail), world.send({ ...mail, text: 'Once, resent.' })]);
    const outcomes = await eventually(async () => {
      const mails = await world.mails('twice');
      return mails.length === 3 && mails.every(({ state }) => state !== 'waiting') && mails;
    });
    expect(outcomes.map(({ state }) => state).sort()).toEqual(['duplicate', 'duplicate', 'opened']);
    await world.letPass(MINUTE);
    expect(world.inbox.to(customer.address)).toHaveLength(1);
  });

  test.each([
    ['an absence', { headers: { 'Auto-Submitted': 'auto-replied' } }],
    ['a newsletter', { headers: { Precedence: 'bulk' } }],
    ['a server', { envelope: { from: '', to: SUPPORT } }],
    ['ourselves', { from: SUPPORT }],
    ['ourselves, by a reply address', { from: 'support+1.abc@introserv.com' }],
  ])('%s is not answered', async (name, fields) => {
    await world.send({ from: somebody(), to: SUPPORT, subject: name, text: 'I am away.', ...fields });
    expect(await world.outcome(name)).toMatchObject({
      state: 'automatic',
      ticket_id: null,
      reason: expect.any(String),
    });
  });

  test('an automatic answer in a conversation neither reopens it nor counts as an answer', async () => {
    const customer = somebody();
    const [tale, acknowledgement] = await requested('away', customer);
    await answer(acknowledgement, customer, 'I am on holiday.', {
      subject: 'holiday',
      headers: { 'Auto-Submitted': 'auto-replied' },
    });
    expect(await world.outcome('holiday')).toMatchObject({ state: 'automatic', ticket_id: tale.id });
    expect(await world.people.conversation(tale.id)).toHaveLength(2);
  });

  test('two machines that answer each other stop', async () => {
    const machine = somebody();
    // It answers each acknowledgement with another request, and says nothing of being a machine.
    for (let round = 1; round <= AN_HOUR.opened + 3; round += 1) {
      await world.send({ from: machine, to: SUPPORT, subject: 'ping', text: `We have received your mail ${round}.` });
      await world.outcome('ping', round);
    }
    const outcomes = (await world.mails('ping')).map(({ state }) => state);
    expect(outcomes.filter((state) => state === 'opened')).toHaveLength(AN_HOUR.opened);
    expect(outcomes.slice(AN_HOUR.opened)).toEqual(['held', 'held', 'held']);

    // Nothing is lost: whoever sees that it was no machine lets it through.
    const mails = await world.mails('ping');
    const [opened, held] = [mails[0]!, mails.at(-1)!];
    const release = (id: string) => world.people.send(ADA, 'POST', `/v1/mails/${id}/release`);
    expect((await release(opened.id)).body).toMatchObject({ status: 409, code: 'not-held' });
    expect((await release(held.id)).body).toMatchObject({ id: held.id, reason: null });
    const { ticket_id } = await world.outcome('ping', mails.length);
    const released = await tell(ticket_id, machine);
    expect((await released.promise('first-reply')).madeAt).toBe(held.received_at.toISOString());
    expect((await release(held.id)).body).toMatchObject({ state: 'opened', ticketId: ticket_id });
  });

  test('a mail that comes back marks its address and tells the team; whoever writes from it is written to again', async () => {
    const customer = somebody();
    const [tale, acknowledgement] = await requested('bounce', customer);
    await world.send({
      envelope: { from: '', to: acknowledgement.envelopeFrom },
      from: 'MAILER-DAEMON@example.com',
      to: acknowledgement.envelopeFrom,
      subject: 'undeliverable',
      raw: bounceOf(customer.address),
    });
    expect(await world.outcome('undeliverable')).toMatchObject({ state: 'bounce', ticket_id: tale.id });
    const note = await eventually(async () =>
      (await world.people.conversation(tale.id)).find(({ visibility }) => visibility === 'internal'),
    );
    expect(note.body).toContain('mailbox is full');

    await tale.agentWrites({ body: 'Are you there?' });
    await eventually(async () => (await tale.happened('delivery.failed')).length === 2);
    expect(world.inbox.to(customer.address)).toHaveLength(1);

    await world.send({ from: customer, to: SUPPORT, subject: 'back', text: 'I am back.' });
    await world.outcome('back');
    await world.inbox.arrived(customer.address, 2);
    await tale.agentWrites({ body: 'Welcome back.' });
    await world.inbox.arrived(customer.address, 3);
  });

  test('a report of somebody else is told to the team, and keeps nobody from being written to', async () => {
    const customer = somebody();
    const [tale, acknowledgement] = await requested('passed-on', customer);
    const envelope = { from: '', to: acknowledgement.envelopeFrom };
    await world.send({ envelope, raw: bounceOf('bob@x.example', 'of-bob') });
    expect(await world.outcome('of-bob')).toMatchObject({ state: 'bounce', ticket_id: tale.id });
    await eventually(async () => (await notesOf(tale)).length === 1);
    await tale.agentWrites({ body: 'I look into it.' });
    await world.inbox.arrived(customer.address, 2);
  });

  test('a person who shows us a report that they got is a person', async () => {
    const customer = somebody();
    const [tale, acknowledgement] = await requested('helpless', customer);
    await answer(acknowledgement, customer, 'My mails to Bob come back. Help!', {
      subject: 'see-below',
      attachments: [
        { filename: 'details.txt', contentType: 'message/delivery-status', content: STATUS_OF('bob@x.example') },
      ],
    });
    expect(await world.outcome('see-below')).toMatchObject({ state: 'joined', ticket_id: tale.id });
    const message = (await world.people.conversation(tale.id)).at(-1);
    expect(message).toMatchObject({
      body: 'My mails to Bob come back. Help!',
      attachments: [{ fileName: 'details.txt' }],
    });
    await tale.agentWrites({ body: 'I see.' });
    await world.inbox.arrived(customer.address, 2);
  });

  test.each([
    ['of whom it could not reach', true],
    ['of nobody', false],
  ])('a server that tells in words of its own, %s, is told to the team', async (name, names) => {
    const customer = somebody();
    const [tale, acknowledgement] = await requested(`in words ${name}`, customer);
    await world.send({
      envelope: { from: '', to: acknowledgement.envelopeFrom },
      from: 'MAILER-DAEMON@example.com',
      to: acknowledgement.envelopeFrom,
      subject: `failure notice ${name}`,
      text: "Hi. This is the mail program. I'm afraid I wasn't able to deliver your message.",
      ...(names ? { headers: { 'X-Failed-Recipients': customer.address } } : {}),
    });
    expect(await world.outcome(`failure notice ${name}`)).toMatchObject({ state: 'bounce', ticket_id: tale.id });
    const [note] = await eventually(async () => [await notesOf(tale)].find(({ length }) => length > 0));
    expect(note?.body).toContain(`failure notice ${name}`);
    const refused = await world.store.selectFrom('refused_addresses').select('address').execute();
    expect(refused.some(({ address }) => address === customer.address)).toBe(names);
  });

  test.each([
    ['an empty Return-Path', { headers: { 'Return-Path': '<>' } }],
    ['a postmaster', { from: 'postmaster@mx.example' }],
  ])('from a mailbox, too: %s is not answered', async (name, fields) => {
    const mail = new MailComposer({ from: somebody(), to: SUPPORT, subject: name, text: 'Undeliverable.', ...fields });
    await world.room.put({ source: 'imap', envelopeFrom: '', envelopeTo: [], raw: await mail.compile().build() });
    expect(await world.outcome(name)).toMatchObject({ state: 'automatic', ticket_id: null });
  });

  test('answers without end are held, and so are new requests by a signed address', async () => {
    const [customer, machine] = [somebody(), somebody()];
    const [tale, acknowledgement] = await requested('without-end', customer);
    const { submittedAt } = await tale.ticket();
    // As if that many had joined already.
    const joined = Array.from({ length: AN_HOUR.joined }, () => ({
      id: randomUUID(),
      source: 'smtp' as const,
      envelope_from: machine.address,
      envelope_to: [SUPPORT],
      raw: Buffer.from(''),
      sender: machine.address,
      received_at: new Date(submittedAt),
      state: 'joined' as const,
    }));
    await world.store.insertInto('incoming_mails').values(joined.slice(1)).execute();
    await answer(acknowledgement, machine, 'Again.', { subject: 'again' });
    expect(await world.outcome('again')).toMatchObject({ state: 'joined' });
    await answer(acknowledgement, machine, 'And again.', { subject: 'and-again' });
    expect(await world.outcome('and-again')).toMatchObject({
      state: 'held',
      reason: expect.stringContaining('answers'),
    });

    await tale.withdrawn();
    await world.letPass(31 * DAY);
    for (let nth = 1; nth <= AN_HOUR.opened + 1; nth += 1) {
      await answer(acknowledgement, machine, `New ${nth}.`, { subject: 'new-again' });
      await world.outcome('new-again', nth);
    }
    const states = (await world.mails('new-again')).map(({ state }) => state);
    expect(states).toEqual([...Array.from({ length: AN_HOUR.opened }, () => 'opened'), 'held']);
  });

  test('nothing in Temporal tells the address of who wrote', async () => {
    const customer = somebody();
    const [tale] = await requested('private', customer);
    await tale.agentWrites({ body: 'I look into it.' });
    await world.inbox.arrived(customer.address, 2);
    await tale.caughtUp();
    const { events } = await tale.workflow().fetchHistory();
    const history = (events ?? []).flatMap((event) => payloadsIn(event).map((data) => Buffer.from(data).toString()));
    expect(history.join()).toContain(tale.id);
    expect(history.join()).not.toContain(customer.address);
  });

  test('what was taken before a restart is looked into after it, and counts from when it was taken', async () => {
    const customer = somebody();
    await world.room.stop();
    await world.send({ from: customer, to: SUPPORT, subject: 'restart', text: 'Hello.' });
    const { received_at } = await world.store
      .selectFrom('incoming_mails')
      .where('state', '=', 'waiting')
      .selectAll()
      .executeTakeFirstOrThrow();
    await world.reopenRoom();
    const { ticket_id } = await world.outcome('restart');
    const tale = await tell(ticket_id, customer);
    const { madeAt } = await tale.promise('acknowledgement');
    expect(madeAt).toBe(received_at.toISOString());
  });

  test('a customer known by their address is the same customer, in their own language', async () => {
    const account: Person = { id: 'acme', name: 'Acme', role: 'customer', teams: [], address: 'ops@acme.example' };
    await Tale.submitted(world, { locale: 'it', timeZone: 'Europe/Rome' }, account);
    await world.send({
      from: { name: 'Acme', address: 'OPS@acme.example' },
      to: SUPPORT,
      subject: 'known',
      text: 'Again.',
    });
    const { ticket_id } = await world.outcome('known');
    const { body } = await world.people.send<{ customer: string }>(ADA, 'GET', `/v1/tickets/${ticket_id}`);
    expect(body.customer).toBe('acme');
    const mails = await world.inbox.arrived('ops@acme.example', 2);
    expect(mails[1]?.headers.get('content-language')).toBe('it');
  });
});

const STATUS_OF = (address: string) => `Reporting-MTA: dns; mail.example.com

Final-Recipient: rfc822; ${address}
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp; 552 5.2.2 the mailbox
  is full
`;

/** All that Temporal has of what was said, whatever it is part of. */
function payloadsIn(value: unknown): Uint8Array[] {
  if (typeof value !== 'object' || value === null) return [];
  if (value instanceof Uint8Array) return [value];
  return Object.values(value).flatMap(payloadsIn);
}

/** What a mail server writes of a mail that it could not deliver. */
const bounceOf = (address: string, subject = 'undeliverable') =>
  Buffer.from(
    `From: MAILER-DAEMON@example.com
To: support@introserv.com
Subject: ${subject}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Your mail could not be delivered.
--b
Content-Type: message/delivery-status

${STATUS_OF(address)}--b
Content-Type: text/rfc822-headers

Subject: Re: bounce
--b--
`.replaceAll('\n', '\r\n'),
  );
