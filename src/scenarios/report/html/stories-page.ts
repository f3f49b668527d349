import { Html, html } from '../../../console/html.ts';
import type { Policy } from '../../../domain/policy/schema.ts';
import { visible } from '../../../timeline/visible.ts';
import type { BrokenStory, Played } from '../../played.ts';
import { legend } from './legend.ts';
import { DRAWING_STYLE, PAGE_STYLE } from './page-style.ts';
import { storySection } from './story-section.ts';
import { summaryTable, tallyOf } from './summary-table.ts';

/**
 * Everything about a run of stories on one page, to keep or to send: it loads nothing and runs nothing.
 * @param policy under which they were played: it says when teams are closed
 */
export const storiesPage = (played: readonly Played[], policy: Policy, broken: readonly BrokenStory[] = []): string =>
  visible(
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Stories of promises</title>
<style>${new Html(PAGE_STYLE)}${new Html(DRAWING_STYLE)}</style>
</head>
<body>
<h1>Stories of promises</h1>
<p>${tallyOf(played, broken)}</p>
${summaryTable(played, broken)}${legend()}${played.map((story, index) => storySection(story, index, policy))}</body>
</html>
`.markup,
  );
