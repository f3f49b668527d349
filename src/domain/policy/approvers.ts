/** Stands for the approvers where opening hours are asked for by team; no team may be called so. */
export const APPROVERS = 'approvers';
