"""Every example of a configuration in the documentation loads without fault or doubt, and every key is told."""

import re
import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from monitor.alert.digest_schedule import DigestConfig
from monitor.alert.quiet_hours import QuietHours
from monitor.alert.route import RouteConfig, RouteWhen
from monitor.config import AlertsConfig, HeartbeatConfig, MonitorSettings, load_config
from monitor.notify.config import ChannelConfig, TemplateConfig
from monitor.source.config import FolderConfig

ROOT = Path(__file__).resolve().parents[3]
FENCE = re.compile(r"^```toml\n(.*?)^```", re.DOTALL | re.MULTILINE)
SECRETS = {
    "SLACK_TOKEN": "xoxb-1234-1234-4ddbc191d40ee098cbaae6f3523ada2d",
    "SLACK_URL": "https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ",
    "MAIL_USER": "night",
    "MAIL_PASSWORD": "p@ss",
    "HEARTBEAT_ID": "1f2e",
    "DB_PASSWORD": "word",
}
SOURCE = '[[sources]]\ntype = "folder"\npath = "inbox"\n'
MODELS: list[type[BaseModel]] = [
    *(MonitorSettings, FolderConfig, ChannelConfig, TemplateConfig, QuietHours),
    *(RouteConfig, RouteWhen, DigestConfig, AlertsConfig, HeartbeatConfig),
]


def blocks(name):
    return FENCE.findall((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path):
    for name in ("inbox", "rules", "templates"):
        (tmp_path / name).mkdir()
    (tmp_path / "templates/desk.txt").write_text("{{ title }}\n", encoding="utf-8")
    (tmp_path / "mail-password").write_text("word", encoding="utf-8")
    return tmp_path


def load(folder, text):
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return load_config(folder / "config.toml", SECRETS)


def completed(block):
    """Return *block* with a source, and with the channels that it only names."""
    document = tomllib.loads(block)
    named = [name for route in document.get("routes", []) for name in route.get("channels", [])]
    named += [channel["tell"] for channel in document.get("channels", {}).values() if "tell" in channel]
    missing = set(named) - set(document.get("channels", {}))
    return (
        block
        + "".join(f"[channels.{name}]\n" for name in sorted(missing))
        + ("" if "sources" in document else SOURCE)
    )


@pytest.mark.parametrize(
    "block", [block for name in ("docs/config.md", "docs/channels.md", "README.md") for block in blocks(name)]
)
def test_an_example_in_the_documentation_loads_without_fault_or_doubt(folder, block):
    config = load(folder, completed(block))
    assert [str(doubt) for doubt in config.doubts] == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_is_told(model):
    told = set(re.findall(r"([a-z_]+) = ", "\n".join(blocks("docs/config.md"))))
    assert {spec.alias or name for name, spec in model.model_fields.items()} <= told


def test_what_holds_without_a_key_is_what_the_example_shows(folder):
    shown = load(folder, completed("\n".join(blocks("docs/config.md")[:2])))
    bare = load(folder, SOURCE + "[channels.desk]\n")
    assert shown.settings.model_dump(exclude={"timezone"}) == bare.settings.model_dump(exclude={"timezone"})
    given = {"path", "ignore", "silent_after", "publisher", "timezone", "language"}
    assert shown.sources[0].model_dump(exclude=given) == bare.sources[0].model_dump(exclude=given)
    kept = {"timeout", "give_up_after", "on_ambiguous", "update_every"}
    assert shown.channels["desk"].model_dump(include=kept) == bare.channels["desk"].model_dump(include=kept)
    last = load(folder, completed(blocks("docs/config.md")[-1]))
    given = {"rule_errors"}
    assert last.alerts.model_dump(exclude=given) == bare.alerts.model_dump(exclude=given)
    assert last.heartbeat.every == HeartbeatConfig(url="https://x.example").every


def uncommented(text):
    """Return the configuration with what is only shown in it switched on."""
    return re.sub(r"^# (?=\[|[a-z_]+ = )", "", text, flags=re.MULTILINE)


def test_the_configuration_that_is_shipped_loads_as_it_is_and_with_all_it_shows(folder):
    (folder / "seeds").mkdir()
    text = (ROOT / "config.toml").read_text(encoding="utf-8")
    config = load(folder, text)
    assert list(config.channels) == ["console"]
    assert (config.routes, dict(config.digests), config.heartbeat, config.doubts) == ((), {}, None, ())
    whole = load(folder, uncommented(text) + "\n[channels.mail]\n")
    assert whole.channels["console"].quiet
    assert whole.digests["morning"].channels == ("console",)
    assert whole.heartbeat is not None
    assert whole.doubts == ()
