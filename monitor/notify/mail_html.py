"""The HTML part of a mail: tables and inline styles that Outlook and dark mode display."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from monitor.notify.html_template import html_environment
from monitor.notify.presentation import Wording
from monitor.notify.sanitize import shorten

if TYPE_CHECKING:
    import jinja2

_PREVIEW = 140
_COLOURS = {
    "critical": "#8b0000",
    "high": "#c2202e",
    "medium": "#9a5b00",
    "low": "#1f5f8b",
    "info": "#4a4d52",
}


def mail_html(wording: Wording) -> str:
    """Return the HTML part; every text in it is escaped, and nothing in it is fetched."""
    more = wording.more_articles(len(wording.reports))
    reports = [*wording.reports, more] if more else wording.reports
    return _template().render(wording=wording, reports=reports, preview=_preview(wording))


@cache
def _template() -> jinja2.Template:
    environment = html_environment("monitor.notify")
    environment.filters["colour"] = _colour
    return environment.get_template("mail.html.j2")


def _colour(severity: str) -> str:
    return _COLOURS.get(severity, _COLOURS["info"])


def _preview(wording: Wording) -> str:
    """Return what a list of mails shows beside the subject: what the subject does not say yet."""
    return shorten(wording.glance().removeprefix(wording.subject).removeprefix(" — "), _PREVIEW)
