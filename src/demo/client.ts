import type { z } from 'zod';
import type { Principal } from '../api/auth/principal.ts';
import { Problem } from '../api/schemas/parts.ts';
import { StartFault } from '../process/start-fault.ts';

/** The API gives up after some seconds by itself; this is for an address where somebody listens and never answers. */
const PATIENCE_MS = 30_000;

interface Request<T extends z.ZodType> {
  as?: Principal;
  path: string;
  /** With a body it is a POST. */
  body?: object;
  answer: T;
}

/** Speaks HTTP with a running Kept. Every fault is one sentence that says what to do. */
export class Client {
  constructor(
    readonly url: string,
    private readonly tokenOf: (person: Principal) => Promise<string>,
    private readonly stop: AbortSignal,
  ) {}

  /** @throws StartFault when Kept is away, not Kept at all, or refuses */
  async send<T extends z.ZodType>({ as, path, body, answer }: Request<T>): Promise<z.infer<T>> {
    const response = await this.fetch(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(as === undefined ? {} : { authorization: `Bearer ${await this.tokenOf(as)}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { status, text } = response;
    const json = parse(text);
    const parsed = status < 300 ? answer.safeParse(json) : undefined;
    if (parsed?.success === true) return parsed.data;
    const problem = Problem.safeParse(json);
    throw problem.success ? this.refused(problem.data, path) : this.notKept();
  }

  private async fetch(path: string, init: RequestInit): Promise<{ status: number; text: string }> {
    try {
      const signal = AbortSignal.any([this.stop, AbortSignal.timeout(PATIENCE_MS)]);
      const response = await fetch(`${this.url}${path}`, { ...init, signal });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      this.stop.throwIfAborted();
      throw new StartFault(
        `Nothing answers at ${this.url}: start Kept first with npm start, in another terminal, or give its address with --url.`,
        { cause: error },
      );
    }
  }

  private refused({ status, detail, code }: z.infer<typeof Problem>, path: string): StartFault {
    if (status === 503) {
      return new StartFault(
        `Kept at ${this.url} can't work now (${detail}): see what npm start says in its terminal, and try again once it is ready.`,
      );
    }
    if (status === 401) {
      return new StartFault(
        `Kept at ${this.url} doesn't know our tokens: it signs them with another key, so give this command the KEPT_DATA_DIR of npm start.`,
      );
    }
    return new StartFault(`Kept at ${this.url} refused ${path}: ${detail} (${code}).`);
  }

  private notKept(): StartFault {
    return new StartFault(
      `What answers at ${this.url} is not this version of Kept: give the address of yours with --url.`,
    );
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
