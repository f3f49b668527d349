import accepts from '@fastify/accepts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { printCreditNote } from '../../documents/credit-note-pdf.ts';
import { isStaff } from '../../domain/ticket/actor.ts';
import type { CreditNote } from '../../domain/grants/credit-note.ts';
import { findCreditNote, listCreditNotes } from '../../store/credit-notes.ts';
import { EVERYBODY, type Principal } from '../auth/principal.ts';
import { readCreditNoteCursor, writeCreditNoteCursor } from '../credit-note-cursor.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { App } from '../fastify-app.ts';
import { ProblemError } from '../problem.ts';
import { CreditNoteParams, CreditNoteQuery, CreditNoteView } from '../schemas/credit-note.ts';
import { pageOf } from '../schemas/parts.ts';
import { problems } from '../schemas/problems.ts';
import { viewCreditNote } from '../view-credit-note.ts';

const JSON_TYPE = 'application/json';
const PDF = 'application/pdf';

/** Bytes, which no schema looks into. */
const PdfFile = { schema: z.string() as z.ZodType };

export async function creditNoteRoutes(app: App, { store }: ApiDependencies): Promise<void> {
  await app.register(accepts);

  app.route({
    method: 'GET',
    url: '/v1/credit-notes',
    config: { roles: EVERYBODY },
    schema: {
      tags: ['credit notes'],
      summary: 'Credit notes, the newest first; customers see their own',
      querystring: CreditNoteQuery,
      response: { 200: pageOf(CreditNoteView), ...problems(400, 401, 403, 503) },
    },
    handler: async ({ principal, query: { cursor, limit } }) => {
      const customer = isStaff(principal) ? null : principal.id;
      const before = cursor === undefined ? null : readCreditNoteCursor(cursor);
      const { notes, next } = await listCreditNotes(store, { customer, before, limit });
      return {
        items: notes.map((note) => viewCreditNote(note, principal)),
        nextCursor: next === null ? null : writeCreditNoteCursor(next),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/credit-notes/:number.pdf',
    config: { roles: EVERYBODY, opensByLink: true },
    schema: {
      tags: ['credit notes'],
      summary: 'One credit note as a PDF, whatever `Accept` says: an address for browsers',
      params: CreditNoteParams,
      response: {
        200: { description: 'The note, in its own language', content: { [PDF]: PdfFile } },
        ...problems(401, 403, 404, 503),
      },
    },
    handler: async (request, reply) => sendPdf(reply, await noteFor(request)),
  });

  app.route({
    method: 'GET',
    url: '/v1/credit-notes/:number',
    config: { roles: EVERYBODY, opensByLink: true },
    schema: {
      tags: ['credit notes'],
      summary: 'One credit note: JSON, or a PDF by `Accept: application/pdf`',
      params: CreditNoteParams,
      response: {
        200: {
          description: 'The note, as it was issued',
          content: { [JSON_TYPE]: { schema: CreditNoteView }, [PDF]: PdfFile },
        },
        ...problems(401, 403, 404, 406, 503),
      },
    },
    handler: async (request, reply) => {
      const wanted = request.type([JSON_TYPE, PDF]);
      if (wanted === false) throw new ProblemError('not-acceptable', `a credit note is ${JSON_TYPE} or ${PDF}`);
      const note = await noteFor(request);
      void reply.header('vary', 'accept');
      return wanted === PDF ? sendPdf(reply, note) : reply.send(viewCreditNote(note, request.principal));
    },
  });

  /** The note of the path. A customer's foreign note is not there at all, nor by a link that of another ticket. */
  async function noteFor({ principal, params }: FastifyRequest): Promise<CreditNote> {
    const { number } = params as z.infer<typeof CreditNoteParams>;
    const note = number.includes('\u0000') ? undefined : await findCreditNote(store, number);
    if (note === undefined || !maySee(note, principal))
      throw new ProblemError('not-found', 'there is no such credit note');
    return note;
  }
}

function maySee({ customer, ticket }: CreditNote, principal: Principal): boolean {
  if (isStaff(principal)) return true;
  return customer.id === principal.id && (principal.ticket === undefined || principal.ticket === ticket.id);
}

async function sendPdf(reply: FastifyReply, note: CreditNote): Promise<FastifyReply> {
  const pdf = await printCreditNote(note);
  return reply
    .type(PDF)
    .headers({ 'content-disposition': `inline; filename="${note.number}.pdf"`, 'content-language': note.locale })
    .send(pdf);
}
