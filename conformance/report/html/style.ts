/** The report's own style: nothing is loaded from anywhere. Colours follow the reader's system, verdicts never rely on them. */
export const style = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --paper: #fff; --panel: #f5f7fa; --line: #dde3ea;
  --pass: #14703c; --fail: #b3261e; --unsure: #8a5a00; --link: #0b57d0; }
@media (prefers-color-scheme: dark) { :root { --ink: #e3e8ef; --soft: #98a4b3; --paper: #12161c; --panel: #1a2028; --line: #2c3540;
  --pass: #5fd08b; --fail: #ff8a80; --unsure: #f2bd5c; --link: #8ab4f8; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; } a { color: var(--link); } p { margin: .25rem 0; }
.soft { color: var(--soft); } .pass { color: var(--pass); } .fail { color: var(--fail); } .inconclusive { color: var(--unsure); }
.verdict { font-weight: 600; white-space: nowrap; }
.banner { border: 1px solid var(--line); border-inline-start: .4rem solid currentColor; border-radius: .4rem; padding: .75rem 1rem; margin: 1rem 0; background: var(--panel); }
.banner > * { color: var(--ink); } .banner > .verdict { color: inherit; font-size: 1.15rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
th { font-weight: 600; color: var(--soft); font-size: .875rem; } td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; }
table.clauses { table-layout: fixed; min-width: 44rem; } .clauses td:first-child { white-space: nowrap; }
.clauses th:nth-child(1) { width: 8.5rem; } .clauses th:nth-child(2) { width: 9.5rem; } .clauses th:nth-child(3) { width: 6rem; }
.not-run, .skipped, .not-claimed { color: var(--soft); font-weight: 400; }
article { border: 1px solid var(--line); border-radius: .4rem; padding: .25rem 1rem 1rem; margin: 1rem 0; background: var(--panel); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1rem; margin: .5rem 0; } dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; } @media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } }
code, pre { font: .875em/1.45 ui-monospace, monospace; } pre { margin: .25rem 0 .75rem; padding: .5rem .75rem; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--paper); border: 1px solid var(--line); border-radius: .3rem; }
figure { margin: .5rem 0; } img { max-width: 100%; border: 1px solid var(--line); }
summary { cursor: pointer; padding: .2rem 0; } summary:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
ol.exchanges { padding-inline-start: 1.5rem; } ol.exchanges li { margin-bottom: .4rem; } ol.exchanges pre { margin-bottom: .4rem; }
@media print { body { max-width: none; } details > * { display: block; } }
`;
