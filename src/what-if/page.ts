import { html, Html } from '../console/html.ts';
import type { Different } from './answer.ts';
import type { Compared, Fate } from './compare.ts';
import { STYLE } from './page-style.ts';
import { grouped, headline, remarks, type Report } from './report.ts';
import { cellsOf, type NamedTally, type Tally } from './tally.ts';
import { clockIn, dueOf, promiseName, stateOf, teamsOf, type Clock } from './wording.ts';

/** The answer as one page that needs nothing else. */
export function pageOf(report: Report): string {
  const title = headline(report);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<section class="fixed" aria-labelledby="fixed">
<h2 id="fixed">What this rests on</h2>
${report.heldFixed.map((paragraph) => html`<p>${paragraph}</p>\n`)}</section>
${tallyTable('Promises by kind', 'promise', report.byKind, report.total)}
${tallyTable('Promises by team', 'team', report.byTeam, report.total)}
${remarks(report).map((remark) => html`<p>${remark}</p>\n`)}
${differences(report)}
</main>
</body>
</html>
`.markup;
}

function tallyTable(caption: string, what: string, tallies: NamedTally[], total: Tally): Html {
  const counts = ['kept', 'missed', 'other'].map((name, index) => ({ name, edge: index === 0 }));
  const heads = [...counts, ...counts, { name: 'better', edge: true }, { name: 'worse', edge: false }].map(
    ({ name, edge }) => html`<th scope="col" class="${edge ? 'number edge' : 'number'}">${name}</th>`,
  );
  return html`<div class="wide"><table>
<caption>${caption} <span class="quiet">(better: missed before and kept after; other: withdrawn, or still owed)</span></caption>
<thead>
<tr><th scope="col" rowspan="2">${what}</th><th scope="colgroup" colspan="3" class="edge">before</th><th scope="colgroup" colspan="3" class="edge">after</th><th scope="colgroup" colspan="2" class="edge">change</th></tr>
<tr>${heads}</tr>
</thead>
<tbody>
${tallies.map((tally) => tallyRow(tally.name, tally))}</tbody>
<tfoot>${tallyRow('all', total)}</tfoot>
</table></div>`;
}

function tallyRow(name: string, tally: Tally): Html {
  const cells = cellsOf(tally).map((count, index) => {
    const change = count === 0 ? null : index === 6 ? ' good' : index === 7 ? ' bad' : null;
    return html`<td class="number${index % 3 === 0 ? ' edge' : null}${change}">${grouped(count)}</td>`;
  });
  return html`<tr><th scope="row">${name}</th>${cells}</tr>\n`;
}

function differences({ different, zone }: Report): Html {
  const clock = clockIn(zone);
  const ending = different.filter(({ endsOtherwise }) => endsOtherwise.length > 0);
  const moved = different.filter((ticket) => ticket.moved.length > 0);
  const ends = listTable('Promises that would have ended otherwise', ending, 'endsOtherwise', zone, clock);
  const others = listTable('Promises that would only have been due at another instant', moved, 'moved', zone, clock);
  return html`${ending.length === 0 ? null : ends}
${moved.length === 0 ? null : html`<details><summary>Due instants that would only have moved (${grouped(moved.length)} tickets)</summary>${others}</details>`}`;
}

function listTable(
  caption: string,
  tickets: Different[],
  which: 'endsOtherwise' | 'moved',
  zone: string,
  clock: Clock,
): Html {
  const rows = tickets.flatMap((ticket) =>
    ticket[which].map((compared) => differenceRow(ticket.number, compared, clock)),
  );
  return html`<div class="wide"><table>
<caption>${caption} <span class="quiet">(due instants by the clock of ${zone})</span></caption>
<thead><tr><th scope="col">ticket</th><th scope="col">promise</th><th scope="col">team</th><th scope="col" class="edge">before</th><th scope="col">due</th><th scope="col" class="edge">after</th><th scope="col">due</th></tr></thead>
<tbody>
${rows}</tbody>
</table></div>`;
}

const differenceRow = (number: number, compared: Compared, clock: Clock): Html =>
  html`<tr><th scope="row">#${number}</th><td>${promiseName(compared)}</td><td>${teamsOf(compared)}</td>${fateCells(compared.before, clock)}${fateCells(compared.after, clock)}</tr>\n`;

const fateCells = (fate: Fate | null, clock: Clock): Html =>
  html`<td class="edge ${fate === null ? 'quiet' : STATE_CLASSES[fate.state]}">${stateOf(fate)}</td><td>${dueOf(fate, clock)}</td>`;

const STATE_CLASSES: Record<Fate['state'], string> = { kept: 'good', missed: 'bad', withdrawn: 'quiet', running: '' };
