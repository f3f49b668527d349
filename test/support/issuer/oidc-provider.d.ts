/** As much of it as the tests use. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  interface ClientCredentials {
    clientId: string;
  }

  export class Provider {
    constructor(
      issuer: string,
      configuration: {
        jwks: { keys: object[] };
        clients: object[];
        features: object;
        extraTokenClaims(ctx: unknown, token: ClientCredentials): object;
      },
    );
    callback(): RequestListener;
  }
}
