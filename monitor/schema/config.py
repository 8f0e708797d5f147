"""The schema of `config.toml`. Its keys are those of the models; what each means and looks like stands here.

TOML editors read it by a first line `#:schema PATH`.
"""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from monitor.alert.digest_schedule import DigestConfig
from monitor.alert.quiet_hours import QuietHours
from monitor.alert.route import RouteConfig, RouteWhen
from monitor.config.model import AlertsConfig, HeartbeatConfig, MonitorSettings
from monitor.evaluate.budget import Budget
from monitor.notify.config import ChannelConfig, TemplateConfig
from monitor.rule.model import Severity
from monitor.schema.shapes import (
    DRAFT,
    DURATION,
    Schema,
    choice,
    complain,
    flag,
    key,
    listing,
    mapping,
    one_or_more,
    table,
    text,
)
from monitor.source.config import FolderConfig

Keys = Mapping[str, Schema]

_NAME = r"^[A-Za-z0-9][A-Za-z0-9_.-]*$"
_CLOCK = r"^\s*[0-9]{1,2}:[0-9]{2}\s*$"
_RATE = r"^\s*[0-9]{1,6}\s*/\s*([0-9].*|ms|[smhdw])\s*$"
_ADDRESS = {"type": "string", "pattern": r"^\s*(https?://|\$\{)"}
_LENGTH = complain("a number and a unit: 90s, 24h, 7d")
_TIME = {"type": ["string", "number"], "pattern": DURATION, "exclusiveMinimum": 0, **_LENGTH}
_SIZE = {
    "type": ["string", "integer"],
    "pattern": r"^\s*[0-9]{1,12}\s*[kKmMgG][bB]\s*$",
    "exclusiveMinimum": 0,
    **complain("a number and a unit: 500kB, 5MB, 1GB"),
}
_TEXTS: Schema = {"type": "array", "items": {"type": "string"}}
_ANY_TEXTS: Schema = {"anyOf": [{"type": "string"}, _TEXTS]}
_ZONE = "Europe/London"


def config_schema() -> Schema:
    """Return the schema of `config.toml`."""
    channel, route, digest = (
        _of(ChannelConfig, _channel()),
        _of(RouteConfig, _route()),
        _of(DigestConfig, _digest()),
    )
    source = {"type": "folder", "path": "inbox"}
    keys = {
        "monitor": key(_of(MonitorSettings, _monitor()), "Rules, store and time zone.", {"rules": ["rules"]}),
        "sources": key(listing(_of(FolderConfig, _folder())), "The folders that are watched.", [source]),
        "channels": key(
            table(key(channel, "One channel by name.", {"url": "console://"}), _NAME),
            "Where alerts go; a console unless set.",
            {"desk": {"url": "slack://${SLACK_TOKEN}/#desk"}},
        ),
        "routes": key(
            {"type": "array", "items": route},
            "Who gets what: the first that fits decides, unless it says continue. No route: every channel.",
            [{"when": {"severity": ["high", "critical"]}, "channels": ["desk"]}],
        ),
        "digests": key(
            table(
                key(digest, "One digest by name.", {"cron": "0 7 * * mon-fri", "channels": ["mail"]}), _NAME
            ),
            "Messages about many alerts, on a schedule; routes name them.",
            {"morning": {"cron": "0 7 * * mon-fri", "channels": ["mail"]}},
        ),
        "alerts": key(_of(AlertsConfig, _alerts()), "How long alerts live.", {"resolve_after": "7d"}),
        "heartbeat": key(
            _of(HeartbeatConfig, _heartbeat()),
            "An address that is asked for as long as all is well, so that silence raises an alarm elsewhere.",
            {"url": "https://hc.example.org/ping/${HEARTBEAT_ID}"},
        ),
        "budget": key(_of(Budget, _budget()), "What one article may cost.", {"cpu": "2s"}),
    }
    return {
        "$schema": DRAFT,
        "title": "config.toml of monitor",
        "description": "What to watch, by which rules, and whom to tell. `monitor check` says what is wrong.",
        **mapping(keys, "sources"),
    }


def _of(model: type[BaseModel], keys: Keys) -> Schema:
    """Return the table of *model*, whose keys *keys* must be; what is required, the model says."""
    names = {spec.alias or name: spec for name, spec in model.model_fields.items()}
    if names.keys() != keys.keys():
        raise ValueError(
            f"the schema of {model.__name__} is out of step: {sorted(names.keys() ^ keys.keys())}"
        )
    return mapping(keys, *(name for name, spec in names.items() if spec.is_required()))


def _monitor() -> Keys:
    return {
        "rules": key(_TEXTS, "Files or folders of rules.", ["rules"]),
        "store": key(
            {"type": "string", "pattern": "^(sqlite:///|postgresql)"},
            "Where the state is kept.",
            *("sqlite:///var/monitor.db", "postgresql://user:${DB_PASSWORD}@host/name"),
        ),
        "timezone": key(
            text(), "For times told, schedules, and dates that name no zone; UTC unless set.", _ZONE
        ),
    }


def _folder() -> Keys:
    return {
        "type": key({"enum": ["folder"]}, "What kind of source it is.", "folder"),
        "path": key({"type": "string", "minLength": 1}, "The folder; starts at this file's.", "inbox"),
        "recursive": flag("Whether the folders inside it are watched too; true unless set."),
        "settle": key(
            _TIME, "How long a file must stay unchanged to be complete; 800ms unless set.", "800ms"
        ),
        "poll": key(_TIME, "Between two looks at the names; 30s unless set.", "30s"),
        "full_scan": key(_TIME, "Between two looks at every file; 10m unless set.", "10m"),
        "ignore": key(
            _TEXTS, "Globs of what is passed over; with a slash, below the folder.", ["*.part", "drafts/*"]
        ),
        "silent_after": key(_TIME, "No new article for so long is told; never unless set.", "6h"),
    }


def _channel() -> Keys:
    quiet = _of(QuietHours, _quiet())
    return {
        "url": key(
            text(),
            "An Apprise URL, or console://. Secrets: ${NAME} from the environment, ${file:PATH} from a file.",
            *(
                "console://",
                "slack://${SLACK_TOKEN}/#desk",
                "mailtos://${USER}:${PASSWORD}@smtp.example.org?to=a@b.org",
            ),
        ),
        "timeout": key(
            {"type": "number", "exclusiveMinimum": 0, "maximum": 600},
            "Seconds for one attempt; 20 unless set.",
            20,
        ),
        "max_attempts": key({"type": "integer", "minimum": 1}, "No limit unless set.", 50),
        "give_up_after": key(_TIME, "How long to go on trying; 72h unless set.", "3d"),
        "on_ambiguous": key(
            choice(("retry", "hold")),
            "A send that may have arrived is sent again, or held for a person; retry unless set.",
            "hold",
        ),
        "timezone": key(text(), "For times in messages; the one of [monitor] unless set.", _ZONE),
        "update_every": key(
            _TIME, "Further reports of an alert are told together, so far apart; 30m unless set.", "30m"
        ),
        "rate": key(
            {"type": "string", "pattern": _RATE, **complain("a number and a time: 30/1m")},
            "How many messages in what time; more are folded into one.",
            "30/1m",
        ),
        "quiet": key(
            {"anyOf": [quiet, {"type": "array", "items": quiet}]},
            "When it is not told; what comes then is told afterwards, in one message.",
            {"from": "22:00", "to": "07:00", "days": ["mon-fri"]},
        ),
        "tell": key(text(), "The channel that is told when this one fails.", "mail"),
        "template": key(
            {**_of(TemplateConfig, _template()), "minProperties": 1},
            "Your own words, in Jinja2.",
            {"title": "{{ severity }}: {{ title }}"},
        ),
    }


def _quiet() -> Keys:
    clock = {"type": "string", "pattern": _CLOCK, **complain("a time of day: 22:00")}
    days: Schema = {"type": "string", "minLength": 1}
    return {
        "from": key(clock, "When it begins.", "22:00"),
        "to": key(clock, "When it ends; not later than from: on the next day.", "07:00"),
        "days": key(
            one_or_more(days), "The days it begins on; every day unless set.", ["mon-fri"], "sat,sun"
        ),
        "timezone": key(text(), "The channel's unless set.", _ZONE),
        "pass": key(
            {"anyOf": [choice(Severity), {"type": "array", "items": choice(Severity)}]},
            "Alerts as grave as this, or graver, pass; critical unless set, [] lets nothing through.",
            *("critical", []),
        ),
    }


def _template() -> Keys:
    return {
        "title": key({"type": "string"}, "The headline.", "{{ severity }}: {{ title }}"),
        "body": key({"type": "string"}, "The message.", "{{ headline }}\n{{ path }}"),
        "file": key(
            {"type": "string"}, "A file with the message; starts at this file's folder.", "templates/desk.txt"
        ),
    }


def _route() -> Keys:
    severity = {"anyOf": [choice(Severity), {"type": "array", "items": choice(Severity)}]}
    when = {
        "severity": key(severity, "Any of these severities.", ["high", "critical"]),
        "tags": key(_ANY_TEXTS, "Any of these tags.", ["diplomacy"]),
        "rules": key(_ANY_TEXTS, "Any of these rules; * for any letters.", ["leader-*"]),
        "publisher": key(_ANY_TEXTS, "Any of these publishers; * for any letters.", ["AFP"]),
        "language": key(_ANY_TEXTS, "Any of these languages, in two letters.", "en"),
    }
    return {
        "when": key(
            _of(RouteWhen, when),
            "What fits: every key that is given. All alerts unless set.",
            {"tags": ["denial"]},
        ),
        "channels": key(_TEXTS, "The channels that are told at once; [] is nobody, on purpose.", ["desk"]),
        "digests": key(_TEXTS, "The digests it is kept for.", ["morning"]),
        "continue": flag("Whether later routes are asked too; false unless set."),
    }


def _digest() -> Keys:
    return {
        "cron": key(
            text(),
            "Minute, hour, day of the month, month, weekday, as in a crontab.",
            "0 7 * * mon-fri",
            "@daily",
        ),
        "timezone": key(text(), "The one of [monitor] unless set.", _ZONE),
        "channels": key(one_or_more(text()), "Whom it goes to.", ["mail"]),
        "empty": key(choice(("skip", "tell")), "What one without alerts does; skip unless set.", "tell"),
        "title": key({"type": "string"}, "Its headline; made of its name unless set.", "Morning digest"),
    }


def _alerts() -> Keys:
    return {
        "resolve_after": key(_TIME, "An alert without news for so long is resolved; 7d unless set.", "7d"),
        "join_for": key(_TIME, "How long a story takes further reports in; 3d unless set.", "3d"),
        "rule_errors": key(
            _TEXTS, "Channels told when rules on disk cannot be used; nobody unless set.", ["desk"]
        ),
        "notices": key(
            _TEXTS, "Channels told of the monitor's own troubles; every one unless set.", ["desk"]
        ),
    }


def _budget() -> Keys:
    return {
        "cpu": key(_TIME, "Processor time for evaluating one article; 2s unless set.", "2s"),
        "bytes": key(_SIZE, "The longest file that is read; 5MB unless set, which is the most.", "2MB"),
        "memory": key(_SIZE, "Memory for evaluating one article; 512MB unless set.", "512MB"),
    }


def _heartbeat() -> Keys:
    return {
        "url": key(
            _ADDRESS, "The address; it is never logged.", "https://hc.example.org/ping/${HEARTBEAT_ID}"
        ),
        "every": key(_TIME, "How often; 60s unless set.", "60s"),
    }
