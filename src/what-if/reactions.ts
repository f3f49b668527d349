import type { KnownDecision } from '../domain/approvals/decide-approval.ts';
import type { Instant } from '../domain/calendar/instant.ts';
import type { Role } from '../domain/ticket/actor.ts';
import type { Command, CommandData, CommandName } from '../domain/ticket/commands/command.ts';
import type { TicketEvent } from '../domain/ticket/events.ts';
import type { Rings } from './rings.ts';

/** What somebody did, from whom it depended and not on the policy. */
export type Deed =
  | { does: 'command'; command: Command }
  | { does: 'decide'; decision: KnownDecision }
  /** The channel took the acknowledgement; no promise depends on what became of other messages. */
  | { does: 'deliver' };

export interface Reaction {
  at: Instant;
  /** Every timer due before this had rung. */
  rungBefore: Instant;
  deed: Deed;
}

/** Who acts, unless it is an agent of the team that holds the ticket. */
interface ActingAs {
  role?: Role;
  team?: string | undefined;
}

/**
 * What people did so far. A command leaves several events, and the one that names it may be the last of them: then it takes
 * the place of what the first looked like.
 */
export class Reactions {
  readonly list: Reaction[] = [];
  /** The last command may turn out to be more than it looks, until its own consequences are told. */
  private unfinished = false;

  constructor(
    /** The team that holds the ticket. */
    public holder: string,
    private readonly rings: Rings,
  ) {}

  add(at: Instant, deed: Deed): void {
    this.list.push({ at, rungBefore: this.rings.rungBefore(at), deed });
    this.unfinished = false;
  }

  command<N extends CommandName>(
    { at, by }: TicketEvent,
    name: N,
    data: CommandData[N],
    { role = 'agent', team = this.holder }: ActingAs = {},
  ): void {
    // Journals don't tell whose team somebody is of: of the one, at least, for which they acted.
    const actor = { id: by, role, teams: role === 'agent' ? [team] : [] };
    this.add(at, { does: 'command', command: { name, actor, takenAt: at, data } as Command });
    this.unfinished = true;
  }

  /** A command whose text was journalled before what the text was for. */
  withMessage<N extends CommandName>(
    event: TicketEvent,
    name: N,
    data: CommandData[N] & { messageId: string },
    team?: string,
  ): void {
    const written = this.messageOfLast === data.messageId ? this.lastCommand : null;
    if (written !== null) this.list.pop();
    this.command(event, name, data, { role: written?.actor.role ?? 'agent', team });
  }

  /**
   * Takes the last command back, if it is this one, by the same person at the same instant, and may still be going on.
   * @returns what it says
   */
  takeBack<N extends CommandName>(event: TicketEvent, name: N): CommandData[N] | null {
    if (!this.isGoingOn(event, name)) return null;
    return (this.list.pop()?.deed as { command: Command<N> } | undefined)?.command.data ?? null;
  }

  isGoingOn({ at, by }: TicketEvent, name: CommandName): boolean {
    const last = this.lastCommand;
    return this.unfinished && last?.name === name && last.takenAt === at && last.actor.id === by;
  }

  /** What the last command set going is told: it says no more. */
  finishLast(): void {
    this.unfinished = false;
  }

  /** The message that came with the last command. */
  get messageOfLast(): string | null {
    const command = this.lastCommand;
    if (command === null) return null;
    if (command.name === 'reviewTicket') return command.data.forward?.messageId ?? null;
    return 'messageId' in command.data ? command.data.messageId : null;
  }

  private get lastCommand(): Command | null {
    const deed = this.list.at(-1)?.deed;
    return deed?.does === 'command' ? deed.command : null;
  }
}
