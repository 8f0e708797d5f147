"""The HTML part of a mail: tables and inline styles that Outlook and dark mode display.

Both colours of every surface are stated, so that dark mode keeps contrast, and nothing is fetched from
anywhere. The only links lead from a digest's contents to its entries: the address of an article
stands there to be read and copied, a link of ours would vouch for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from monitor.notify.presentation import WordedEntry, Wording
from monitor.notify.sanitize import Segment, shorten

# From this many entries on, a table of contents is shorter than reading them all.
CONTENTS_FROM = 4
_PREVIEW = 140
_COLOURS = {
    "critical": "#8b0000",
    "high": "#c2202e",
    "medium": "#9a5b00",
    "low": "#1f5f8b",
    "info": "#4a4d52",
}
_INK = "#1a1a1a"
_QUIET = "#4a4d52"
_FONT = "font-family:Segoe UI,Helvetica,Arial,sans-serif;"
_WRAP = "word-break:break-word;overflow-wrap:anywhere;"
_MARK = "background-color:#fff0a8;color:#1a1a1a;font-weight:bold;padding:0 2px;"
_SMALL = "font-size:13px;line-height:18px;"
# Inline styles are what Outlook and Gmail keep; these few lines turn them dark where a client asks. The
# second set is Outlook's own way of asking, on the web and on phones.
_SURFACES = (
    ("body, .page", "background-color: #16181c"),
    (".sheet", "background-color: #22252b", "color: #e8eaed"),
    (".said", "background-color: #2d3138", "color: #e8eaed"),
    (".news", "background-color: #3a3320", "color: #fff3c4"),
    (".quiet", "color: #a9afb8"),
    (".mark", "background-color: #5c4b00", "color: #fff3c4"),
)


def mail_html(wording: Wording) -> str:
    """Return the HTML part; every text in it is escaped, and nothing in it is fetched."""
    colour = _colour(wording.severity)
    rows = "\n".join(_rows(wording))
    return f"""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{_text(wording.subject)}</title>
<style>
{_dark()}
</style>
</head>
<body class="page" style="margin:0;padding:0;background-color:#f3f4f6;">
<div style="display:none;max-height:0;overflow:hidden;">{_text(_preview(wording))}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" \
bgcolor="#f3f4f6">
<tr><td align="center" style="padding:16px 8px;">
<table role="presentation" class="sheet" width="640" cellpadding="0" cellspacing="0" border="0" \
bgcolor="#ffffff" style="width:100%;max-width:640px;background-color:#ffffff;border-left:6px solid {colour};">
{rows}
</table>
</td></tr>
</table>
</body>
</html>
"""


def _dark() -> str:
    asked = [
        f"{names} {{ {'; '.join(f'{one} !important' for one in styles)}; }}" for names, *styles in _SURFACES
    ]
    outlook = [
        f"{_outlook(names, style)} {{ {style} !important; }}"
        for names, *styles in _SURFACES
        for style in styles
        if not names.startswith("body")
    ]
    return "\n".join(["@media (prefers-color-scheme: dark) {", *asked, "}", *outlook])


def _outlook(name: str, style: str) -> str:
    return f"[{'data-ogsb' if style.startswith('background') else 'data-ogsc'}] {name}"


def _rows(wording: Wording) -> Iterator[str]:
    yield _row(_badge(wording.severity), "padding:20px 24px 0 24px;font-size:12px;")
    title = "padding:10px 24px 0 24px;font-size:20px;line-height:26px;font-weight:bold;"
    yield _row(_text(wording.title), title)
    if wording.body is None:
        yield from _built_in(wording)
    else:
        yield _row(
            "<br>\n".join(map(_text, wording.body)),
            "padding:12px 24px 0 24px;font-size:15px;line-height:22px;",
        )
        if wording.left_out:
            yield _row(_text(wording.left_out), "padding:12px 24px 0 24px;font-size:14px;font-weight:bold;")
    ids = "padding:12px 24px 20px 24px;font-size:12px;line-height:16px;"
    yield _row(_text(wording.ids), ids, "#6b6f76")


def _built_in(wording: Wording) -> Iterator[str]:
    if wording.lead:
        yield _boxed("<br>\n".join(map(_text, wording.lead)), "news", "#fff8e1", "#c79100")
    if wording.says:
        yield _row(_text(wording.says), "padding:12px 24px 0 24px;font-size:16px;line-height:22px;")
    if wording.headline:
        yield _row(_runs(wording.headline), "padding:12px 24px 0 24px;font-size:16px;line-height:22px;")
    for quote in wording.quotes:
        yield _boxed(_runs(quote), "said", "#f3f4f6", "#9aa0a6")
    yield from _digest(wording)
    if wording.way_out:
        yield _row(_text(wording.way_out), "padding:14px 24px 0 24px;font-size:14px;font-weight:bold;")
    yield _row(_text(wording.byline), "padding:16px 24px 0 24px;font-size:14px;line-height:20px;")
    if wording.also:
        yield _row(_text(wording.also), "padding:2px 24px 0 24px;font-size:14px;line-height:20px;")
    for line in (wording.rule, wording.path, wording.url or ""):
        if line:
            yield _row(_text(line), "padding:2px 24px 0 24px;" + _SMALL, _QUIET)
    more = wording.more_articles(len(wording.reports))
    for number, line in enumerate([*wording.reports, more] if more else wording.reports):
        above = "10px" if not number else "0"
        yield _row(_text(line), f"padding:{above} 24px 0 24px;" + _SMALL, _QUIET)
    yield from _notes(wording.notes)


def _notes(notes: Sequence[str]) -> Iterator[str]:
    for note in notes:
        yield _row(f"note: {_text(note)}", "padding:8px 24px 0 24px;" + _SMALL, "#7a4b00")


def _digest(wording: Wording) -> Iterator[str]:
    entries = wording.entries
    if len(entries) >= CONTENTS_FROM:
        lines = (_contents_line(number, entry) for number, entry in enumerate(entries, start=1))
        style = "padding:14px 24px 0 24px;font-size:14px;line-height:22px;"
        yield _row("<br>\n".join(lines), style)
    for number, entry in enumerate(entries, start=1):
        yield from _entry(number, entry)
    more = wording.more_than(len(entries)) if entries else ""
    if more:
        yield _row(_text(more), "padding:18px 24px 0 24px;font-size:14px;line-height:20px;font-weight:bold;")


def _contents_line(number: int, entry: WordedEntry) -> str:
    link = f'<a class="sheet" href="#entry-{number}" style="color:{_INK};">{_text(entry.title)}</a>'
    return f"{number}. {_text(entry.severity)}: {link}"


def _entry(number: int, entry: WordedEntry) -> Iterator[str]:
    anchor = f'<a name="entry-{number}" id="entry-{number}"></a>'
    title = f'<b style="font-size:16px;">{number}. {_text(entry.title)}</b>'
    style = "padding:22px 24px 0 24px;font-size:12px;line-height:22px;"
    yield _row(f"{anchor}{_badge(entry.severity)}<br>\n{title}", style)
    if entry.note:
        yield _row(_text(entry.note), "padding:2px 24px 0 24px;font-size:14px;line-height:20px;")
    details = [_text(line) for line in (entry.line, entry.where, entry.more, entry.ids) if line]
    yield _row("<br>\n".join(details), "padding:2px 24px 0 24px;" + _SMALL, _QUIET)


def _badge(severity: str) -> str:
    return (
        f'<span style="background-color:{_colour(severity)};color:#ffffff;font-size:12px;font-weight:bold;'
        f'letter-spacing:1px;padding:2px 8px;">{_text(severity.upper())}</span>'
    )


def _colour(severity: str) -> str:
    return _COLOURS.get(severity, _COLOURS["info"])


def _row(inner: str, style: str, colour: str = _INK) -> str:
    whole = f"{_FONT}{style}color:{colour};background-color:#ffffff;{_WRAP}"
    kind = "sheet" if colour == _INK else "sheet quiet"
    return f'<tr><td class="{kind}" bgcolor="#ffffff" style="{whole}">{inner}</td></tr>'


def _boxed(inner: str, kind: str, ground: str, edge: str) -> str:
    style = f"{_FONT}padding:8px 12px;font-size:16px;line-height:24px;color:{_INK};background-color:{ground};"
    return (
        '<tr><td class="sheet" bgcolor="#ffffff" style="padding:12px 24px 0 24px;background-color:#ffffff;">'
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>'
        f'<td class="{kind}" bgcolor="{ground}" style="{style}border-left:3px solid {edge};{_WRAP}">'
        f"{inner}</td></tr></table></td></tr>"
    )


def _runs(runs: Sequence[Segment]) -> str:
    return "".join(
        f'<b class="mark" style="{_MARK}">{_text(run.text)}</b>' if run.marked else _text(run.text)
        for run in runs
    )


def _preview(wording: Wording) -> str:
    """Return what a list of mails shows beside the subject: what the subject does not say yet."""
    return shorten(wording.glance().removeprefix(wording.subject).removeprefix(" — "), _PREVIEW)


def _text(text: str) -> str:
    return escape(text, quote=True)
