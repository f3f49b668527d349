/** All there is: the page loads nothing. Texts have a contrast of at least 4.5 to 1, marks of 3 to 1, by day and by night. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --text: #1b1f24; --quiet: #57606a; --back: #fff; --box: #f4f6f8; --line: #8c959f; --accent: #0b57d0; --good: #1a7f37; --bad: #b3142b; --running: #0969da; --again: #8250df; --paused: #8a5a00; --closed: #dfe4ea; --band: #cfe3ff; --band-line: #4a7fc1 }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --quiet: #a3adb9; --back: #0d1117; --box: #1c2128; --line: #6e7681; --accent: #7ab1ff; --good: #4ac26b; --bad: #ff8080; --running: #6cb6ff; --again: #c297ff; --paused: #e0a93b; --closed: #262d37; --band: #16324f; --band-line: #5a93d6 } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 76rem; padding: 1rem 1rem 3rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); overflow-wrap: anywhere }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .25rem 0 }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 3rem 0 .25rem; padding-top: .75rem; border-top: 2px solid var(--line) }
h3 { font-size: 1.05rem; margin: 1.25rem 0 .4rem }
summary h4 { display: inline; font-size: 1rem; margin: 0 }
p { margin: .4rem 0 }
a { color: var(--accent) }
.quiet { color: var(--quiet) }
.good { color: var(--good) }
.bad { color: var(--bad) }
.verdict { font-weight: 600; white-space: nowrap }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 }
caption { text-align: left; font-weight: 600; padding-bottom: .3rem }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line) }
th, td { overflow-wrap: break-word }
th[scope=col] { white-space: nowrap }
th[scope=row] { min-width: 11rem }
td { white-space: pre-wrap }
td.number { white-space: nowrap; font-variant-numeric: tabular-nums }
details { margin: .5rem 0 }
summary { cursor: pointer; padding: .2rem 0 }
ol.messages { list-style: none; margin: .5rem 0; padding: 0 }
ol.messages > li { background: var(--box); border-left: 4px solid var(--line); margin: 0 0 .6rem; padding: .5rem .8rem }
ol.messages > li.customer { border-color: var(--accent) }
ol.messages p { white-space: pre-wrap }
.moments { font: .8125rem/1.45 ui-monospace, monospace; background: var(--box); padding: .6rem .8rem; margin: .5rem 0 }
.moments > div { display: flex; flex-wrap: wrap; min-height: 1.45em }
.moments .lead { white-space: pre }
.moments .text { flex: 1 1 14ch; white-space: pre-wrap }
.moments .quoted { border-left: 1px solid var(--quiet); padding-left: 1ch }
.moments .heading, .moments .phase { font-weight: 600 }
.moments .phase { color: var(--accent) }
ul.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .5rem 0; padding: 0 }
ul.legend svg { vertical-align: -.25em; margin-right: .35em }
`;

/** Of the drawings. */
export const DRAWING_STYLE = `
.drawing { overflow-x: auto; margin: .5rem 0 }
.drawing svg { display: block; max-width: none; font: 12px system-ui, sans-serif }
svg text { fill: var(--text); stroke: var(--back); stroke-width: 3px; paint-order: stroke; stroke-linejoin: round }
svg .closed { fill: var(--closed); stroke: var(--line) }
svg .band { fill: var(--band); stroke: var(--band-line) }
svg .leader { fill: none; stroke: var(--band-line) }
svg .bar { fill: currentColor; fill-opacity: .45; stroke: currentColor }
svg .late { fill: none; stroke: currentColor; stroke-width: 2px; stroke-dasharray: 6 3 }
svg .pause { fill: url(#hatch); stroke: var(--paused) }
svg .ahead { fill: none; stroke: currentColor; stroke-dasharray: 2 3 }
svg .due { fill: none; stroke: var(--text); stroke-width: 2px }
svg .mark { fill: currentColor; stroke: currentColor; stroke-width: 2px }
svg .kept { color: var(--good) }
svg .missed, svg .made-good { color: var(--bad) }
svg .withdrawn { color: var(--quiet) }
svg .re-estimated { color: var(--again) }
svg .running { color: var(--running) }
svg .paused, svg .warned { color: var(--paused) }
svg .withdrawn.mark, svg .re-estimated.mark, svg .made-good.mark { fill: var(--back) }
svg .missed.mark { fill: none; stroke-width: 3px }
svg .withdrawn .bar, svg .re-estimated .bar { fill: none; stroke-dasharray: 4 2 }
svg .axis .line { stroke: var(--text) }
svg .tick { fill: none; stroke: var(--line); stroke-opacity: .45 }
svg .axis text { text-anchor: middle }
svg .axis .day { fill: var(--quiet) }
svg .break path { fill: none; stroke: var(--quiet); stroke-width: 1.5px }
svg .break text { fill: var(--quiet); font-style: italic }
svg.patterns { position: absolute }
svg .hatching { stroke: var(--paused); stroke-width: 2px }
svg .hatched { fill: var(--back) }
`;
