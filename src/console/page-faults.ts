/** Why something that was sent could not be done. */
export type FormFault = 'not-understood' | 'too-late' | 'moved-on' | 'away';

/** Why there is no ticket to show. */
export type Notice = 'expired' | 'forged' | 'unreadable' | 'away';

/** How many characters a form takes. */
export const MOST_CHARACTERS = 50_000;
