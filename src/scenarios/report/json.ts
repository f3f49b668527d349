const escaped = (control: string): string => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** JSON for people and programs: JSON leaves some control characters raw, which a terminal would obey. */
export const json = (value: unknown): string => JSON.stringify(value, null, 2).replaceAll(/[^\P{Cc}\n]/gu, escaped);
