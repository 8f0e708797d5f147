"""The CSS of the HTML report, light and dark."""

STYLE = """
:root { color-scheme: light dark; --ground: #f6f7f9; --sheet: #ffffff; --ink: #1b1f24; --quiet: #5b6470;
  --line: #dfe3e8; --bar: #2f6db3; --second: #5a7d3c; --was: #b4541a; --mark: #fff0a8; --mark-ink: #1b1f24;
  --good: #1d7a3f; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14171b; --sheet: #1d2127; --ink: #e6e9ed; --quiet: #a0a8b3; --line: #343a43;
    --bar: #6ca6e8; --second: #96bf72; --was: #f0935a; --mark: #5c4b00; --mark-ink: #fff3c4;
    --good: #63c788; --bad: #f28b82; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
main { max-width: 980px; margin: 0 auto; padding: 24px 16px 64px; }
h1 { font-size: 26px; margin: 0; }
h2 { font-size: 17px; margin: 0 0 12px; }
section { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: 16px;
  margin-top: 16px; }
.quiet, .meta, .faint { color: var(--quiet); }
.quiet { margin: 4px 0; overflow-wrap: anywhere; }
.tiles { display: flex; flex-wrap: wrap; gap: 8px 28px; margin-top: 12px; }
.tiles b { font-size: 24px; font-variant-numeric: tabular-nums; }
svg { display: block; width: 100%; height: auto; font-size: 12px; }
svg text { fill: var(--ink); }
svg .tick, svg .faint { fill: var(--quiet); }
svg .grid { stroke: var(--line); stroke-width: 1; }
svg .bar { fill: var(--bar); }
svg .second { fill: var(--second); }
svg .before { stroke: var(--was); stroke-width: 2.5; }
svg .hit { fill: transparent; }
svg .hit:hover { fill: var(--quiet); fill-opacity: .15; }
.key { float: right; font-weight: normal; font-size: 13px; color: var(--quiet); }
.key i { display: inline-block; width: 14px; height: 10px; margin-left: 12px; background: var(--bar); }
.key .was { height: 3px; vertical-align: middle; background: var(--was); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); text-align: left;
  white-space: nowrap; }
thead th { color: var(--quiet); font-weight: normal; }
details { border-top: 1px solid var(--line); padding: 8px 0 8px 10px; border-left: 4px solid transparent; }
details.gained { border-left-color: var(--good); }
details.lost { border-left-color: var(--bad); }
summary { cursor: pointer; overflow-wrap: anywhere; }
.title { font-weight: 600; }
.meta { display: block; font-size: 13px; }
.severity { display: inline-block; min-width: 62px; padding: 0 6px; border-radius: 4px; font-size: 12px;
  text-align: center; color: #ffffff; background: #4a4d52; }
.severity.critical { background: #8b0000; } .severity.high { background: #c2202e; }
.severity.medium { background: #9a5b00; } .severity.low { background: #1f5f8b; }
.note { margin: 6px 0 0; color: var(--was); }
.report { margin: 8px 0 0; font-size: 14px; }
blockquote { margin: 6px 0; padding: 2px 0 2px 12px; border-left: 3px solid var(--line);
  overflow-wrap: anywhere; }
mark { background: var(--mark); color: var(--mark-ink); padding: 0 2px; border-radius: 2px; }
ul { margin: 0; padding-left: 20px; overflow-wrap: anywhere; }
"""
