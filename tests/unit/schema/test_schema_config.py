"""The schema of `config.toml` is in step with the models, and says at every key what it means."""

import re
import tomllib
from pathlib import Path

import pytest
from draft7 import faults, subschemas
from pydantic import BaseModel

import monitor.config.model
import monitor.source.config
from monitor.config import load_config
from monitor.config.model import ConfigFile
from monitor.config.reading import keys_of
from monitor.errors import ConfigError
from monitor.schema import config_schema, written

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = config_schema()
SOURCE = '[[sources]]\ntype = "folder"\npath = "inbox"\n'
FENCE = re.compile(r"^```toml\n(.*?)^```", re.DOTALL | re.MULTILINE)


def models(*roots):
    """Return every model that settings are made of."""
    found = set()
    for root in roots:
        found.add(root)
        for spec in root.model_fields.values():
            for inner in (spec.annotation, *getattr(spec.annotation, "__args__", ())):
                if isinstance(inner, type) and issubclass(inner, BaseModel):
                    found |= models(inner)
    return found


MODELS = models(
    *(getattr(monitor.config.model, name) for name in ("MonitorSettings", "AlertsConfig", "HeartbeatConfig")),
    *(getattr(monitor.config.model, name) for name in ("ChannelConfig", "RouteConfig", "DigestConfig")),
    monitor.source.config.FolderConfig,
)


def objects():
    return {tuple(sorted(one["properties"])): one for _, one in subschemas(SCHEMA) if "properties" in one}


@pytest.mark.parametrize("model", sorted(MODELS, key=lambda model: model.__name__))
def test_the_schema_has_just_the_keys_of_the_model(model):
    names = {spec.alias or name: spec for name, spec in model.model_fields.items()}
    found = objects()[tuple(sorted(names))]
    assert found["additionalProperties"] is False
    assert found.get("required", []) == [name for name, spec in names.items() if spec.is_required()]


def test_the_sections_are_those_that_are_read():
    assert set(SCHEMA["properties"]) == set(keys_of(ConfigFile))


def test_every_key_has_a_description_and_good_examples():
    for path, schema in subschemas(SCHEMA):
        for name, shape in schema.get("properties", {}).items():
            assert shape.get("description", "").endswith("."), f"{path}/{name}"
            assert shape.get("examples"), f"{path}/{name}"
        for example in schema.get("examples", ()):
            assert faults(example, schema, SCHEMA) == [], path


@pytest.mark.parametrize(
    "text",
    [
        (ROOT / "config.toml").read_text(encoding="utf-8"),
        *(
            block
            for name in ("docs/config.md", "docs/channels.md", "README.md")
            for block in FENCE.findall((ROOT / name).read_text(encoding="utf-8"))
        ),
    ],
)
def test_every_configuration_in_the_documentation_fits(text):
    document = tomllib.loads(text)
    assert faults(document if "sources" in document else {**document, **tomllib.loads(SOURCE)}, SCHEMA) == []


@pytest.mark.parametrize(
    "broken",
    [
        'monitr = "x"',
        'monitor = {rule = ["rules"]}',
        "channels = {desk = {urll = 'console://'}}",
        "channels = {desk = {update_every = 'soon'}}",
        "channels = {desk = {update_every = 0}}",
        "channels = {desk = {rate = '30'}}",
        "channels = {desk = {rate = 30}}",
        "channels = {desk = {timeout = 0}}",
        "channels = {desk = {on_ambiguous = 'drop'}}",
        "channels = {desk = {quiet = {from = '22:00'}}}",
        "channels = {desk = {quiet = {from = '10pm', to = '07:00'}}}",
        "channels = {desk = {quiet = {from = '22:00', to = '07:00', pass = 'critcal'}}}",
        "channels = {desk = {template = {}}}",
        'channels = {"the desk" = {}}',
        "digests = {morning = {channels = ['console']}}",
        "digests = {morning = {cron = '@daily', channels = []}}",
        "routes = [{when = {severity = 'hihg'}, channels = []}]",
        "heartbeat = {url = 'ftp://example.org/'}",
        "alerts = {resolved_after = '1d'}",
    ],
)
def test_what_the_schema_refuses_is_refused_at_the_start_too(tmp_path, broken):
    for name in ("inbox", "rules"):
        (tmp_path / name).mkdir()
    text = f"{broken}\n{SOURCE}"
    assert faults(tomllib.loads(text), SCHEMA)
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError):
        load_config(tmp_path / "config.toml", {})


def test_the_file_in_the_repository_is_in_step():
    kept = (ROOT / "docs/schema/config.json").read_text(encoding="utf-8")
    assert kept == written(SCHEMA), "make schema writes it"
