"""Renders the user's Jinja2 templates of a channel; the built-in layout where one fails.

A template is text only: what it writes is as inert as an article's own words, and within bounds: it can
call nothing, keep nothing, multiply nothing, and loops at most twice deep over lists that are short. What
it sees is listed in `template_values`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from monitor.clock import Clock
from monitor.errors import NotifyError
from monitor.notify.config import ChannelConfig
from monitor.notify.model import Notification
from monitor.notify.presentation import Wording, word
from monitor.notify.sanitize import one_line, shorten, visible
from monitor.notify.template_values import template_values
from monitor.rule.template_bounds import bounded_environment, compiled, pieces_of

if TYPE_CHECKING:
    import jinja2

MAX_BODY = 6000
MAX_LINES = 150
MAX_PIECE = 20_000
MAX_SECONDS = 2.0
MAX_TITLE = 300
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatedNotification:
    """A notification and its wording."""

    notification: Notification
    wording: Wording


class TemplateFailed(Exception):
    """A template gave no text; the message says why, in one line."""


def writer_of(config: ChannelConfig, clock: Clock) -> Callable[[Notification], TemplatedNotification]:
    """Return what puts notifications into the words of a channel: the user's, or the built-in ones.

    Raises:
        NotifyError: the template's file was not read when the configuration was.
    """
    template, zone = config.template, config.zone
    if template is not None and template.body is None and template.file is not None:
        raise NotifyError(f"the template {template.file} was not read")

    def write(notification: Notification) -> TemplatedNotification:
        wording = word(notification, zone)
        if template is None:
            return TemplatedNotification(notification=notification, wording=wording)
        try:
            values = template_values(notification, zone)
            wording = in_own_words(wording, template.title, template.body, values, clock)
        except Exception as error:  # noqa: BLE001 - a template may raise anything, and the alert goes out
            reason = shorten(one_line(str(error)), 200) or type(error).__name__
            _log.warning("delivery=%s the channel's template failed: %s", notification.id, reason)
            note = f"the channel's template failed, so this is the built-in form: {reason}"
            wording = replace(wording, notes=(*wording.notes, note))
        return TemplatedNotification(notification=notification, wording=wording)

    return write


def in_own_words(
    wording: Wording, title: str | None, body: str | None, values: Mapping[str, Any], clock: Clock
) -> Wording:
    """Return *wording* with the title and the body that the user's templates write.

    Raises:
        TemplateFailed: one of them wrote nothing, or was not done in time.
        jinja2.TemplateError: one of them names something unknown, or does what it may not.
    """
    if title is not None:
        line = shorten(one_line(rendered(title, values, clock)), MAX_TITLE)
        if not line:
            raise TemplateFailed("the title is empty")
        wording = replace(wording, title=line, own_title=True)
    if body is not None:
        lines = _lines(rendered(body, values, clock))
        if not lines:
            raise TemplateFailed("the body is empty")
        wording = replace(wording, body=lines)
    return wording


def rendered(source: str, values: Mapping[str, Any], clock: Clock) -> str:
    """Return what the template *source* writes, cut where it gets too long.

    Raises:
        TemplateFailed: it takes too long.
        TemplateOverrun: it makes too long a text, or does too much.
        jinja2.TemplateError: it is no template, or fails.
    """
    pieces, length = [], 0
    until = clock.monotonic() + MAX_SECONDS
    for piece in pieces_of(_compiled(source), values):
        pieces.append(piece)
        length += len(piece)
        if clock.monotonic() > until:
            raise TemplateFailed(f"the template was not done within {MAX_SECONDS:g} s")
        if length > MAX_PIECE:
            break
    return "".join(pieces)


def _lines(text: str) -> tuple[str, ...]:
    """Return *text* as visible lines, never two empty ones together, within the bounds of a body."""
    kept: list[str] = []
    room = MAX_BODY
    for raw in text.expandtabs(4).splitlines():
        line = visible(raw.rstrip())
        if not line and (not kept or not kept[-1]):
            continue
        if len(line) > room or len(kept) == MAX_LINES:
            kept.append("…" if len(kept) == MAX_LINES or room < 1 else shorten(line, room))
            break
        kept.append(line)
        room -= len(line) + 1
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


@cache
def environment() -> jinja2.Environment:
    """Return the sandbox that templates are read and run in."""
    from jinja2 import StrictUndefined

    return bounded_environment(
        "a template",
        undefined=StrictUndefined,
        autoescape=False,
        finalize=lambda value: "" if value is None else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


@cache
def _compiled(source: str) -> jinja2.Template:
    return compiled(environment(), source)
