"""The `[channels.NAME]` table of `config.toml`: URL, timeout, rate, quiet hours, template.

The URL holds secrets: it is never part of a repr, an error or a log line; use `reveal()` only to
hand it to the service.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    WithJsonSchema,
    model_validator,
)

from monitor.alert.local_time import ZoneName
from monitor.alert.quiet_hours import QuietHours, quiet_until
from monitor.alert.rate import Rate, parse_rate
from monitor.duration import parse_duration
from monitor.located.keys import AS_LENGTH, TEXT, Line, Several, key
from monitor.secret import Secret

NO_RATE = "none"


def _length_of_time(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
        said = f'not a length of time without its unit: write "{value}s", "{value}h" or "{value}d"'
        raise ValueError(said)
    if not isinstance(value, str):
        return value
    try:
        return parse_duration(value)
    except ValueError:
        raise ValueError(
            'not a length of time: write a number and a unit, like "90s", "24h" or "7d"'
        ) from None


def _some_time(value: timedelta) -> timedelta:
    if value <= timedelta():
        raise ValueError("must be longer than nothing")
    return value


def _rate(value: Any) -> Any:
    if isinstance(value, Rate):
        return value
    if isinstance(value, str) and value.strip().casefold() == NO_RATE:
        return NO_RATE
    return parse_rate(value if isinstance(value, str) else str(value))


Duration = Annotated[timedelta, BeforeValidator(_length_of_time), AfterValidator(_some_time), AS_LENGTH]
_Rate = Annotated[
    Rate | Literal["none"],
    BeforeValidator(_rate),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\s*([0-9]{1,6}\s*/\s*([0-9].*|ms|[smhdw])|[Nn][Oo][Nn][Ee])\s*$",
            "patternErrorMessage": "Write a number and a time: 30/1m; or none.",
        }
    ),
]


class TemplateConfig(BaseModel):
    """The user's own words for a channel: Jinja2 for the title, the body, or both; `file` holds a body.

    `file` is relative to the folder of the file that names it; `template_check` reads it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"minProperties": 1})

    title: str | None = key("The headline.", "{{ severity }}: {{ title }}")
    body: str | None = key("The message.", "{{ headline }}\n{{ path }}")
    file: Path | None = key("A file with the message; starts at this file's folder.", "templates/desk.txt")

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.title is None and self.body is None and self.file is None:
            raise ValueError('a template needs a title, a body or a file: { body = "…" }')
        if self.body is not None and self.file is not None:
            raise ValueError("a template has either a body or a file, not both")
        return self


class ChannelConfig(BaseModel):
    """One channel: where it goes, how long we try, and how it wants its messages.

    `timeout` is seconds for one attempt from first byte to last. An attempt whose fate is unknown is
    repeated (`on_ambiguous = "retry"`: sent perhaps twice) or kept for a person ("hold"). `update_every`:
    the least time between two updates of one alert. `rate`: what exceeds it is folded into a digest; None
    stands for what its service takes and people can read, "none" for no limit.
    `tell`: the channel that is notified when this one fails; the first other one that works unless set.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    url: Annotated[Secret, WithJsonSchema(TEXT)] = key(
        "An Apprise URL, or console://, with secrets as ${NAME} from the environment or ${file:PATH} from a "
        "file; console:// unless set.",
        *("console://", "slack://${SLACK_TOKEN}/#desk"),
        "mailtos://${USER}:${PASSWORD}@smtp.example.org?to=a@b.org",
        default=Secret("console://"),
    )
    timeout: float = key("Seconds for one attempt; 20 unless set.", 20, default=20.0, gt=0, le=600)
    max_attempts: int | None = key("How often it is tried; no limit unless set.", 50, ge=1)
    give_up_after: Duration = key(
        "How long to go on trying; 72h unless set.", "3d", default=timedelta(hours=72)
    )
    on_ambiguous: Literal["retry", "hold"] = key(
        "A send that may have arrived is sent again, or held for a person; retry unless set.",
        "hold",
        default="retry",
    )
    timezone: ZoneName | None = key(
        "For times in messages; the one of [monitor] unless set.", "Europe/London"
    )
    update_every: Duration = key(
        "Further reports of an alert are told together, so far apart; 30m unless set.",
        "30m",
        default=timedelta(minutes=30),
    )
    rate: _Rate | None = key(
        "How many messages in what time, more are folded into one; ten in 5m and what its service takes for "
        "people, no limit for programs unless set; none lifts it.",
        *("30/1m", "none"),
    )
    quiet: Several[QuietHours] = key(
        "When it is not told; what comes then is told afterwards, in one message; never unless set.",
        {"from": "22:00", "to": "07:00", "days": ["mon-fri"]},
        default=(),
    )
    tell: Line | None = key(
        "The channel that is told when this one fails; the first other that works unless set.", "mail"
    )
    template: TemplateConfig | None = key(
        "Your own words, in Jinja2; built in unless set.", {"title": "{{ severity }}: {{ title }}"}
    )

    @property
    def zone(self) -> ZoneInfo:
        """The desk's time zone for times shown to people; UTC unless set."""
        return ZoneInfo(self.timezone or "UTC")

    def in_zone(self, default: str) -> ChannelConfig:
        """Return this channel with its own zone and that of its quiet hours filled in."""
        zone = self.timezone or default
        hours = [one.model_copy(update={"timezone": one.timezone or zone}) for one in self.quiet]
        return self.model_copy(update={"timezone": zone, "quiet": tuple(hours)})

    def quiet_until(self, now: datetime, severity: str) -> datetime | None:
        """Return when the quiet hours let an alert of *severity* through, in UTC; None: at *now*."""
        return quiet_until(self.quiet, now, severity)

    def reveal(self) -> str:
        """Return the URL with its secrets."""
        return self.url.reveal().strip()
