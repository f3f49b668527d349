/** What an answer rests on. Whoever reads a table should have read this. */
export const HELD_FIXED = [
  'Held fixed is what people did, and when: that customers wrote, answered, confirmed, contradicted or withdrew; that staff took, ' +
    'released and assigned tickets, replied, asked, wrote notes, reviewed (as which kind), handed over (to which team), consulted ' +
    'and answered, estimated (which instant), asked for approvals and took them back, and resolved; how managers decided; when ' +
    'the channel took the acknowledgement; and when Kept itself was away. Under another policy people would have reacted ' +
    'otherwise, to other due instants and other reminders: that is not simulated.',
  'Computed anew is all that follows from the policy: what is promised and by when, opening hours and holidays, pauses, misses, ' +
    'reminders, expiring requests, and tickets that close by silence.',
  'What people did that cannot stand under the other policy is left out and counted. What was refused then is not tried again, ' +
    'and a ticket opened because an earlier one could not be reopened stays a ticket of its own.',
] as const;
