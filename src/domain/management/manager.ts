/** Somebody whose level says how much they may grant. */
export interface Authority {
  id: string;
  level: number;
  /** Other ids under which they are known, as a customer for example. */
  alsoKnownAs: string[];
}

/** Somebody of the directory of managers at an instant, with those whom they stand in for. */
export interface Manager extends Authority {
  standsInFor: Authority[];
}

/** With another id that is proven to be theirs. */
export const alsoKnownAs = (manager: Manager | null, id: string | null): Manager | null =>
  manager === null || id === null ? manager : { ...manager, alsoKnownAs: [...manager.alsoKnownAs, id] };
