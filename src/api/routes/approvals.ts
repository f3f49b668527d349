import type { FastifyRequest } from 'fastify';
import { approvalOf, type Approval } from '../../domain/approvals/approval.ts';
import { readInbox } from '../../store/approvals.ts';
import { findTicket, type StoredTicket } from '../../store/tickets.ts';
import { readInboxCursor, writeInboxCursor } from '../inbox-cursor.ts';
import { EVERYBODY, MANAGER, STAFF } from '../auth/principal.ts';
import { decideApproval } from '../decide-approval.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { App } from '../fastify-app.ts';
import {
  ApprovalParams,
  ApprovalView,
  AskedApproval,
  InboxItem,
  InboxQuery,
  NewApproval,
  NewDecision,
} from '../schemas/approval.ts';
import { pageOf } from '../schemas/parts.ts';
import { problems } from '../schemas/problems.ts';
import { TicketParams } from '../schemas/ticket-params.ts';
import { ASK_APPROVAL_STEP, noSuchApproval, WITHDRAW_APPROVAL_STEP } from '../steps/approval-steps.ts';
import { checkBody, problemOf, takeStep } from '../take-step.ts';
import { ticketFor } from '../ticket-for.ts';
import { approvalWords, viewApproval } from '../view-approval.ts';

const REFUSALS = problems(400, 401, 403, 404, 409, 413, 415, 422, 503);

export function approvalRoutes(app: App, dependencies: ApiDependencies): void {
  const { store } = dependencies;

  const view = async ({ principal }: FastifyRequest, ticket: StoredTicket, { id }: Approval): Promise<ApprovalView> => {
    const latest = (await findTicket(store, ticket.id)) ?? ticket;
    const approval = approvalOf(latest.state.approvals, id);
    if (approval === undefined) throw noSuchApproval();
    return viewApproval(approval, principal, await approvalWords(store, [latest], principal));
  };

  /** The ticket and the approval that the path names. */
  const asked = async (request: FastifyRequest) => {
    const ticket = await ticketFor(dependencies, request);
    const approval = approvalOf(ticket.state.approvals, (request.params as { approvalId: string }).approvalId);
    if (approval === undefined) throw noSuchApproval();
    return { ticket, approval };
  };

  app.route({
    method: 'POST',
    url: '/v1/tickets/:id/approvals',
    config: { roles: STAFF },
    schema: {
      tags: ['approvals'],
      summary: ASK_APPROVAL_STEP.summary,
      params: TicketParams,
      body: NewApproval,
      response: { 201: AskedApproval, ...REFUSALS },
    },
    handler: async (request, reply) => {
      await checkBody(dependencies, request, ASK_APPROVAL_STEP);
      const ticket = await ticketFor(dependencies, request);
      const approvalId = await takeStep(dependencies, request, ticket, ASK_APPROVAL_STEP);
      return reply
        .code(201)
        .header('location', `/v1/tickets/${ticket.id}/approvals/${approvalId}`)
        .send({ approvalId });
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/tickets/:id/approvals/:approvalId',
    config: { roles: EVERYBODY },
    schema: {
      tags: ['approvals'],
      summary: 'One request to management: what became of it',
      params: ApprovalParams,
      response: { 200: ApprovalView, ...problems(401, 403, 404, 503) },
    },
    handler: async (request) => {
      const { ticket, approval } = await asked(request);
      return view(request, ticket, approval);
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/tickets/:id/approvals/:approvalId/withdrawal',
    config: { roles: STAFF },
    schema: {
      tags: ['approvals'],
      summary: WITHDRAW_APPROVAL_STEP.summary,
      params: ApprovalParams,
      body: WITHDRAW_APPROVAL_STEP.body,
      response: { 200: ApprovalView, ...REFUSALS },
    },
    handler: async (request) => {
      const { ticket, approval } = await asked(request);
      await takeStep(dependencies, request, ticket, WITHDRAW_APPROVAL_STEP);
      return view(request, ticket, approval);
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/tickets/:id/approvals/:approvalId/decision',
    config: { roles: MANAGER },
    schema: {
      tags: ['approvals'],
      summary: 'Approves or refuses, by the signal decideApproval to the ticket’s workflow',
      description:
        'The first decision that may stand does, and cannot be changed; the same given again changes nothing. 202 when what ' +
        'came of it is not known within 2 s: `Location` says where it will be.',
      params: ApprovalParams,
      body: NewDecision,
      response: { 200: ApprovalView, 202: ApprovalView, ...REFUSALS },
    },
    handler: async (request, reply) => {
      const { ticket, approval } = await asked(request);
      const { decision, comment = null, commentForCustomer } = request.body;
      const { id: by, subject = null } = request.principal;
      const said = {
        id: request.commandId,
        subject,
        approvalId: approval.id,
        decision,
        by,
        comment,
        commentForCustomer,
      };
      const { isDecided } = await decideApproval(dependencies, ticket, approval, said).catch(async (error: unknown) => {
        throw await problemOf(dependencies, request, ticket, error);
      });
      return reply
        .code(isDecided ? 200 : 202)
        .header('location', `/v1/tickets/${ticket.id}/approvals/${approval.id}`)
        .send(await view(request, ticket, approval));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/approvals',
    config: { roles: MANAGER },
    schema: {
      tags: ['approvals'],
      summary: "The managers' inbox, most urgent first: what waits by when it is due, then what has ended",
      querystring: InboxQuery,
      response: { 200: pageOf(InboxItem), ...problems(400, 401, 403, 503) },
    },
    handler: async ({ principal, query: { state, cursor, limit } }) => {
      const after = cursor === undefined ? null : readInboxCursor(cursor);
      const { items, next } = await readInbox(store, state, { after, limit });
      const words = await approvalWords(
        store,
        items.map(({ ticket }) => ticket),
        principal,
      );
      return {
        items: items.map(({ ticket, approval }) => ({
          ...viewApproval(approval, principal, words),
          ticket: {
            id: ticket.id,
            number: ticket.number,
            subject: ticket.subject,
            customer: ticket.customer,
            country: ticket.country,
            team: ticket.team,
            assignee: ticket.assignee,
          },
        })),
        nextCursor: next === null ? null : writeInboxCursor(next),
      };
    },
  });
}
