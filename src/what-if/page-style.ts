/** The page loads nothing, so that it can be sent and kept as one file. Colours have a contrast of at least 4.5 to 1. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1b1f24; --quiet: #57606a; --back: #fff; --box: #f4f6f8; --line: #d0d7de; --good: #116329; --bad: #a40e26 }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --quiet: #9da7b3; --back: #0d1117; --box: #1c2128; --line: #3d444d; --good: #6fdd8b; --bad: #ff8f8f } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 68rem; padding: 1.5rem 1rem 4rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--text); background: var(--back) }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; overflow-wrap: anywhere }
section.fixed { background: var(--box); border-left: 4px solid var(--quiet); border-radius: 4px; padding: .25rem 1.1rem; margin: 1rem 0 2rem; max-width: 50rem }
section.fixed h2 { font-size: 1.05rem; margin: .75rem 0 0 }
p { max-width: 46rem; margin: .6rem 0 }
.wide { overflow-x: auto; margin: 0 0 2rem }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
caption { text-align: left; font-weight: 600; font-size: 1.15rem; padding: .75rem 0 }
caption .quiet { font-weight: 400; font-size: .9rem }
th, td { padding: .35rem .7rem; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; vertical-align: top }
thead th { border-bottom: 2px solid var(--quiet) }
tbody th { font-weight: 400 }
tfoot th, tfoot td { font-weight: 600; border-bottom: 0 }
.number { text-align: right }
.edge { border-left: 1px solid var(--line) }
.good { color: var(--good); font-weight: 600 }
.bad { color: var(--bad); font-weight: 600 }
.quiet { color: var(--quiet) }
summary { cursor: pointer; padding: .5rem 0 }
@media print { body { max-width: none } tr { break-inside: avoid } }
`;
