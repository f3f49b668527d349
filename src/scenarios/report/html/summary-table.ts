import { html, type Html } from '../../../console/html.ts';
import type { Milliseconds } from '../../../domain/calendar/instant.ts';
import { span } from '../../../timeline/times.ts';
import { type BrokenStory, simulatedMs, type Played } from '../../played.ts';

export const passed = ({ failures }: Played): boolean => failures.length === 0;

export const verdict = (good: boolean, words = good ? 'passed' : 'failed'): Html =>
  html`<span class="verdict ${good ? 'good' : 'bad'}">${good ? '✓' : '✗'} ${words}</span>`;

/** Where a story's section is. */
export const anchorOf = (index: number): string => `story-${index + 1}`;

/** All stories, those that could not be played among them. */
export const summaryTable = (
  played: readonly Played[],
  broken: readonly BrokenStory[],
): Html => html`<div class="wide" tabindex="0" role="group" aria-label="Table of stories">
<table>
<caption>Stories</caption>
<thead><tr><th scope="col">Story</th><th scope="col">Cites</th><th scope="col">Result</th><th scope="col">Simulated</th><th scope="col">Took</th></tr></thead>
<tbody>
${played.map(
  (
    story,
    index,
  ) => html`<tr><th scope="row"><a href="#${anchorOf(index)}">${story.name}</a></th><td>${story.cites.join(', ')}</td><td>${verdict(passed(story))}</td><td class="number">${span(simulatedMs(story))}</td><td class="number">${seconds(story.tookMs)}</td></tr>
`,
)}${broken.map(
  ({ file, message }) => html`<tr><th scope="row">${file}</th><td colspan="4">${verdict(false, 'could not be played')}
${message}</td></tr>
`,
)}</tbody>
</table>
</div>
`;

/** "5 stories: 4 passed, 1 failed; simulated 13 d 2 h in 12.3 s". */
export function tallyOf(played: readonly Played[], broken: readonly BrokenStory[]): Html {
  const good = played.filter(passed).length;
  const count = played.length + broken.length;
  const sum = (of: (story: Played) => Milliseconds) => played.reduce((total, story) => total + of(story), 0);
  const words = `${count} ${count === 1 ? 'story' : 'stories'}: ${good} passed, ${count - good} failed`;
  return html`${verdict(good === count, words)}; simulated ${span(sum(simulatedMs))} in ${seconds(sum(({ tookMs }) => tookMs))}`;
}

export const seconds = (ms: Milliseconds): string => `${(ms / 1_000).toFixed(1)} s`;
