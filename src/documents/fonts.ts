import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Of Latin, Greek and Cyrillic script; others print as empty boxes. Each document parses them anew: a parsed font remembers
 * characters of the documents before, and would print the next one with other bytes. Open Sans takes 8 ms, larger ones 100.
 */
export const REGULAR = readFileSync(require.resolve('@expo-google-fonts/open-sans/400Regular/OpenSans_400Regular.ttf'));
export const BOLD = readFileSync(require.resolve('@expo-google-fonts/open-sans/600SemiBold/OpenSans_600SemiBold.ttf'));
