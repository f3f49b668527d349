import { createApp } from '../../../src/api/app.ts';
import type { App } from '../../../src/api/fastify-app.ts';
import { createDevelopmentIssuer, makeIssuerKey } from '../../../src/api/auth/development-issuer.ts';
import type { ApiDependencies } from '../../../src/api/dependencies.ts';
import { injected, type Transport } from '../../../src/scenarios/world/http-people.ts';
import { HttpPeople } from '../../support/world/people.ts';
import { tokensOf, type Tokens } from '../../../src/scenarios/world/person.ts';

/** An app of one's own over the given parts, which may differ from the world's, and people who use it. */
export async function peopleOver(
  dependencies: ApiDependencies,
  through: (transport: Transport, app: App) => Transport = (transport) => transport,
): Promise<{ app: App; people: HttpPeople; tokens: Tokens }> {
  const issuer = await createDevelopmentIssuer(await makeIssuerKey());
  const app = await createApp({ ...dependencies, verifyToken: issuer.verify });
  const tokens = tokensOf(issuer);
  return { app, tokens, people: new HttpPeople(through(injected(app), app), tokens) };
}
