import { createRemoteJWKSet, customFetch, errors, jwksCache, type JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import { z } from 'zod';
import { isPrivateOnItsWay } from '../../process/private-url.ts';
import { unavailable } from '../problem.ts';
import { repeat } from '../repeat.ts';

/**
 * How soon the issuer may be asked again. A token by a key that we don't know may be by one that is new, so we ask; this is
 * all that somebody who makes up keys can make of it, and the longest that a new key may be refused.
 */
const PAUSE_MS = 1_000;

/** A key that the issuer has dropped is refused after this at the latest, as long as the issuer answers. */
const REFRESH_EVERY_MS = 5 * 60 * 1_000;

/** Our own answer is due within 5 s. */
const PATIENCE_MS = 3_000;

export interface IssuerKeys {
  /** @throws ProblemError while the issuer is away and the key is not known; JOSEError when there is no such key */
  keyOf: JWTVerifyGetKey;
  stop(): Promise<void>;
}

/**
 * The keys of an OpenID Connect issuer, as its discovery tells. They are fetched when Kept starts (without waiting for them),
 * when a token names another, and every few minutes; meanwhile they are believed, whether the issuer is there or not.
 */
export function followIssuerKeys(issuer: string, log: Logger, refreshEveryMs = REFRESH_EVERY_MS): IssuerKeys {
  const cache: { uat?: number; jwks?: unknown } = {};
  const complain = oncePerOutage(cache, log, issuer);
  let askedAt = 0;
  const remote = createRemoteJWKSet(new URL(discoveryOf(issuer)), {
    cooldownDuration: PAUSE_MS,
    // Old keys are better than none: replacing them is what the chore below is for.
    cacheMaxAge: Infinity,
    timeoutDuration: PATIENCE_MS,
    [jwksCache]: cache as Record<string, never>,
    [customFetch]: async (url, options) => {
      const failedLast = askedAt > (cache.uat ?? 0);
      if (failedLast && Date.now() < askedAt + PAUSE_MS) throw new Error('it was asked a moment ago');
      askedAt = Date.now();
      return fetch(await discover(url, issuer, options), options);
    },
  });
  const refreshing = repeat({
    everyMs: refreshEveryMs,
    log,
    complaint: 'the keys of the issuer cannot be refreshed',
    work: () => remote.reload().catch(complain),
  });
  return {
    keyOf: async (header, token) => {
      try {
        return await remote(header, token);
      } catch (error) {
        if (isAboutTheToken(error)) throw error;
        complain(error);
        throw unavailable('the issuer of tokens does not answer, and without its keys none can be checked');
      }
    },
    stop: refreshing.stop,
  };
}

const discoveryOf = (issuer: string): string => `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;

/** Where the keys are. @throws Error when what answers is not this issuer */
async function discover(url: string, issuer: string, options: RequestInit): Promise<string> {
  const response = await fetch(url, options);
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  const Configuration = z.object({
    issuer: z.literal(issuer, { error: `expected ${issuer}, as AUTH_ISSUER has it` }),
    jwks_uri: z.url().refine(isPrivateOnItsWay, { error: 'expected an https address' }),
  });
  const parsed = Configuration.safeParse(await response.json());
  if (parsed.success) return parsed.data.jwks_uri;
  throw new Error(`${url} is not as expected: ${z.prettifyError(parsed.error)}`);
}

/** As opposed to the issuer being away. */
const isAboutTheToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSENotSupported;

/** The same line for every request would bury all others. */
function oncePerOutage(loaded: { uat?: number }, log: Logger, issuer: string): (error: unknown) => void {
  let complainedAfter: number | undefined | null = null;
  return (error) => {
    if (complainedAfter === loaded.uat) return;
    complainedAfter = loaded.uat;
    log.warn({ err: error, issuer }, 'the issuer of tokens is away: only keys that are known already are believed');
  };
}
