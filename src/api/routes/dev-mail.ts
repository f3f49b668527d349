import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { devMailPage } from '../../console/dev-mail-page.ts';
import { PAGE_POLICY } from '../../console/page.ts';
import { MailboxFolder, type LocalMail } from '../../channels/mail/mailbox-folder.ts';
import { mailAddress } from '../../channels/mail/mail-address.ts';
import { reachableHost } from '../../process/reachable-host.ts';
import type { App } from '../fastify-app.ts';

const PATH = '/dev/mail';
const SHOWN = 50;

const Form = z.object({
  answers: z.string().optional(),
  from: z.string().default(''),
  subject: z.string().trim().max(200).default(''),
  text: z.string().trim().min(1, 'expected some text').max(50_000),
});

interface LocalMailbox {
  directory: string;
  /** Where our own listener takes mail. */
  host: string;
  inboundPort: number;
  supportAddress: string;
}

/** The mailbox of a machine without a mail server: shows what was sent, and sends what is answered, by SMTP as anybody would. */
export function devMail(app: App, { directory, host, inboundPort, supportAddress }: LocalMailbox): void {
  const folder = new MailboxFolder(directory);
  const transport = createTransport({
    host: reachableHost(host),
    port: inboundPort,
    ignoreTLS: true,
  });
  app.addHook('onClose', async () => transport.close());
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
  const show = async (fault: string | null) => devMailPage({ mails: await folder.list(SHOWN), supportAddress, fault });
  const route = {
    url: PATH,
    schema: { hide: true },
    helmet: { contentSecurityPolicy: { useDefaults: false, directives: PAGE_POLICY } },
  } as const;

  app.route({
    ...route,
    method: 'GET',
    handler: async (_request, reply) => reply.type('text/html; charset=utf-8').send(await show(null)),
  });

  app.route({
    ...route,
    method: 'POST',
    handler: async (request, reply) => {
      const fault = await send(typeof request.body === 'string' ? request.body : '').then(
        () => null,
        (error: unknown) => (error instanceof z.ZodError ? z.prettifyError(error) : String(error)),
      );
      if (fault === null) return reply.redirect(PATH, 303);
      return reply
        .code(400)
        .type('text/html; charset=utf-8')
        .send(await show(fault));
    },
  });

  async function send(encoded: string): Promise<void> {
    const { answers, from, subject, text } = Form.parse(Object.fromEntries(new URLSearchParams(encoded)));
    if (answers === undefined) {
      const sender = mailAddress(from);
      if (sender === null) throw new Error(`expected an e-mail address, not ${from}`);
      await transport.sendMail({ from: sender, to: supportAddress, subject, text });
      return;
    }
    const mail = await folder.find(answers);
    if (mail === undefined) throw new Error('that mail is not here any more');
    await transport.sendMail(answerTo(mail, text));
  }
}

/** As mail clients answer: to where answers should go, in the same thread, with the mail quoted. */
const answerTo = ({ from, to, replyTo, subject, text: quoted, mailId, references }: LocalMail, text: string) => ({
  from: to,
  to: replyTo,
  subject: /^re:/i.test(subject) ? subject : `Re: ${subject}`,
  inReplyTo: mailId,
  references: [...references, mailId],
  text: `${text}\n\nOn ${new Date().toUTCString()}, ${from} wrote:\n${quoted.replace(/^/gm, '> ')}\n`,
});
