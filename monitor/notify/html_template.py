"""Renders HTML templates (mail, backtest report): every value that is filled in is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from monitor.notify.sanitize import visible

if TYPE_CHECKING:
    import jinja2


def html_environment(package: str) -> jinja2.Environment:
    """Return what reads the templates that lie beside the modules of *package*."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader(package, ""),
        autoescape=True,
        finalize=_inert,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _inert(value: Any) -> Any:
    """Return *value* as inert HTML; what a macro made is HTML already."""
    # `html.escape`, not Jinja's own: it writes `&quot;`, which every mail reader knows.
    return value if isinstance(value, Markup) else Markup(escape(visible(str(value))))  # noqa: S704 escaped
