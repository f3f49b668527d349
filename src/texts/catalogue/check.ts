import { CATALOGUES } from './catalogue.ts';
import { faultsOf } from './faults.ts';

/** `npm run check:texts`: what types cannot tell of the catalogues. */
const faults = Object.entries(CATALOGUES).flatMap(([locale, words]) =>
  faultsOf(words, CATALOGUES.en).map((fault) => `${locale} ${fault}`),
);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
