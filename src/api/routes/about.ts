import { z } from 'zod';
import { sql } from 'kysely';
import { after, type Instant } from '../../domain/calendar/instant.ts';
import { closesAt, isOpen, nextOpening } from '../../domain/calendar/working-time.ts';
import { holidayOn, resolveOpeningHours, siteOfTeam } from '../../domain/calendar/resolve-opening-hours.ts';
import type { Policy } from '../../domain/policy/schema.ts';
import type { App } from '../fastify-app.ts';
import { EVERYBODY } from '../auth/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { requireKnownSite } from '../known-site.ts';
import { unavailable } from '../problem.ts';
import { InstantText, RoleName } from '../schemas/parts.ts';
import { problems } from '../schemas/problems.ts';
import { stepsOf } from '../steps/steps.ts';

const Me = z.object({
  id: z.string(),
  name: z.string(),
  role: RoleName,
  teams: z.array(z.string()),
  managerId: z
    .string()
    .nullable()
    .describe("The id under which the policy's directory of managers knows them; null: it doesn't"),
  steps: z.array(z.string()).describe('The steps that this role takes on tickets'),
});

const TeamView = z.object({
  id: z.string(),
  name: z.string(),
  level: z.int(),
  site: z.string(),
  openNow: z.boolean(),
  closesAt: InstantText.nullable(),
  reopensAt: InstantText.nullable().describe('null while open'),
  holiday: z.string().nullable().describe("Today's public holiday at the site"),
});

export function aboutRoutes(app: App, { current, clock }: ApiDependencies): void {
  app.route({
    method: 'GET',
    url: '/v1/me',
    config: { roles: EVERYBODY },
    schema: { tags: ['about'], summary: 'Who am I, what may I', response: { 200: Me, ...problems(401, 403, 503) } },
    handler: ({ principal: { id, name, role, teams } }) => ({
      id,
      name,
      role,
      teams,
      managerId: role === 'manager' && Object.hasOwn(current.policy.management.people, id) ? id : null,
      steps: stepsOf(role),
    }),
  });

  app.route({
    method: 'GET',
    url: '/v1/teams',
    config: { roles: EVERYBODY },
    schema: {
      tags: ['about'],
      summary: 'The teams, and whether they are open now',
      querystring: z.strictObject({
        site: z.string().optional().describe('For teams that work where the server stands'),
      }),
      response: { 200: z.object({ items: z.array(TeamView) }), ...problems(400, 401, 403, 503) },
    },
    handler: async ({ query: { site } }) => {
      const { policy } = current;
      if (site !== undefined) requireKnownSite(policy, site, 'site');
      const now = await clock.now();
      return { items: Object.keys(policy.teams).map((team) => viewTeam(policy, team, site ?? null, now)) };
    },
  });
}

function viewTeam(policy: Policy, team: string, serviceSite: string | null, now: Instant) {
  const site = siteOfTeam(policy, team, serviceSite);
  const hours = resolveOpeningHours(policy, { team, site }, now, after(now, policy.openingHoursHorizon));
  const openNow = isOpen(hours, now);
  return {
    id: team,
    name: policy.teams[team]?.name.en ?? team,
    level: policy.teams[team]?.level ?? 0,
    site,
    openNow,
    closesAt: openNow ? closesAt(hours, now) : null,
    reopensAt: openNow ? null : nextOpening(hours, now),
    holiday: holidayOn(policy, { team, site }, now),
  };
}

export function healthRoutes(app: App, { store, engine }: ApiDependencies): void {
  const Healthy = z.object({ status: z.literal('ok') });

  app.route({
    method: 'GET',
    url: '/healthz',
    schema: { tags: ['health'], summary: 'This process lives', response: { 200: Healthy } },
    handler: () => ({ status: 'ok' as const }),
  });

  app.route({
    method: 'GET',
    url: '/readyz',
    schema: {
      tags: ['health'],
      summary: 'It can do its work: the database and the engine answer',
      response: { 200: Healthy, ...problems(503) },
    },
    handler: async () => {
      await sql`select 1`.execute(store);
      await engine.check().catch(() => {
        throw unavailable('the engine does not answer');
      });
      return { status: 'ok' as const };
    },
  });
}
