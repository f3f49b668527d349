import { APPROVERS } from '../../domain/policy/approvers.ts';
import { zoneOfFirstLine } from '../../domain/reports/calendar-days.ts';
import { reportPromises } from '../../store/promise-report.ts';
import { readTicketTime, sumTicketTimes } from '../../store/ticket-times.ts';
import { MANAGER, STAFF } from '../auth/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { App } from '../fastify-app.ts';
import { requireKnownTeam } from '../known-team.ts';
import { reportDays } from '../report-days.ts';
import { problems } from '../schemas/problems.ts';
import { PromiseReportView, ReportQuery, TicketTimeView } from '../schemas/reports.ts';
import { TicketParams } from '../schemas/ticket-params.ts';
import { ticketFor } from '../ticket-for.ts';

export function reportRoutes(app: App, dependencies: ApiDependencies): void {
  const { store, reportStore, policies, current, clock } = dependencies;

  app.route({
    method: 'GET',
    url: '/v1/reports/promises',
    config: { roles: MANAGER },
    schema: {
      tags: ['reports'],
      summary: 'Promises by the day on which they were made, by team and kind; whose the time of the tickets was',
      querystring: ReportQuery,
      response: { 200: PromiseReportView, ...problems(400, 401, 403, 503) },
    },
    handler: async ({ query }) => {
      const { team } = query;
      if (team !== undefined && team !== APPROVERS) requireKnownTeam(current.policy, team, 'team');
      const zone = zoneOfFirstLine(current.policy);
      const now = await clock.now();
      const { from, to, ...range } = reportDays(query, now, zone);
      const report = await reportPromises(reportStore, { ...range, zone, team });
      const time = await sumTicketTimes({ store: reportStore, policies, now }, range);
      return { from, to, zone, team: team ?? null, ...report, time };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/tickets/:id/time',
    config: { roles: STAFF },
    schema: {
      tags: ['tickets'],
      summary: "Whose a ticket's time was: the customer's, each team's, the approvers', or closed hours",
      params: TicketParams,
      response: { 200: TicketTimeView, ...problems(401, 403, 404, 503) },
    },
    handler: async (request) => {
      const ticket = await ticketFor(dependencies, request);
      return readTicketTime({ store, policies, now: await clock.now() }, ticket);
    },
  });
}
