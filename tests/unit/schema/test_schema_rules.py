"""The schema of rule files is in step with the readers, and says at every key what it means."""

import re
from pathlib import Path

import pytest
import yaml
from draft7 import faults, subschemas

from monitor.errors import RuleError
from monitor.located.error_codes import Code
from monitor.rule.grammar.condition import MAKES, ConditionSpec
from monitor.rule.grammar.rule import RuleSpec
from monitor.rule.grammar.table import KeyTable
from monitor.rule.load import load_rules, load_rules_text
from monitor.schema import rules_schema, written

ROOT = Path(__file__).resolve().parents[3]
GOLDEN = ROOT / "tests/golden/rule_errors"
SCHEMA = rules_schema()
# What an editor can see. The rest needs other files, other keys, or what YAML 1.1 makes of a word.
SEEN = {Code.UNKNOWN_KEY, Code.MISSING_KEY, Code.UNKNOWN_CONDITION, Code.SEVERAL_CONDITIONS}
SEEN |= {Code.WRONG_TYPE, Code.BAD_SEVERITY, Code.BAD_ID, Code.BAD_DURATION}


class Editor(yaml.SafeLoader):
    """YAML 1.2 as editors read it: dates and yes and no are texts."""


Editor.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+0123456789."),
    ("null", r"^(?:~|null|Null|NULL|)$", "~nN\0"),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), [*first, ""])


def as_an_editor(text):
    try:
        return faults(yaml.load(text, Editor), SCHEMA)
    except yaml.YAMLError as error:
        return [str(error)]


def tables(of=KeyTable):
    """Return every table that rule files are read by."""
    found = [one for inner in of.__subclasses__() for one in tables(inner)]
    return [*found, of] if of.known and of.of and not of.__name__.startswith("_") else found


def objects():
    return {tuple(sorted(one["properties"])): one for _, one in subschemas(SCHEMA) if "properties" in one}


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.__name__)
def test_the_schema_has_just_the_keys_that_the_reader_knows(table):
    found = objects().get(tuple(sorted(table.known)))
    assert found is not None, sorted(table.known)
    assert found["additionalProperties"] is False


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.__name__)
def test_the_schema_asks_for_the_keys_that_the_reader_asks_for(table):
    asked = set(objects()[tuple(sorted(table.known))].get("required", ()))
    # A rule needs its condition unless it is a sequence or extends another, which `if` says.
    assert set(table.required) - asked == ({"when"} if table is RuleSpec else set())


def test_every_condition_of_the_schema_is_made_of_its_value():
    assert SCHEMA["definitions"]["ConditionSpec"]["properties"].keys() == MAKES.keys() == ConditionSpec.known


def test_every_key_has_a_description_and_an_example():
    poor = [
        f"{path}/{name}"
        for path, schema in subschemas(SCHEMA)
        for name, shape in schema.get("properties", {}).items()
        if not (shape.get("description", "").endswith(".") and shape.get("examples"))
    ]
    assert poor == []


def test_names_of_ones_own_have_a_description_and_an_example_too():
    tables_ = [
        one["additionalProperties"] for _, one in subschemas(SCHEMA) if one.get("additionalProperties")
    ]
    assert len(tables_) == 4
    assert all(one["description"] and one["examples"] for one in tables_)


def test_every_example_is_good():
    bad = [
        (path, example, found)
        for path, schema in subschemas(SCHEMA)
        for example in schema.get("examples", ())
        if (found := faults(example, schema, SCHEMA))
    ]
    assert bad == []


@pytest.mark.parametrize("file", sorted(ROOT.glob("rules/**/*.yaml")), ids=lambda path: path.name)
def test_the_shipped_rules_fit_and_name_the_schema(file):
    text = file.read_text(encoding="utf-8")
    assert as_an_editor(text) == []
    (named,) = re.findall(r"^# yaml-language-server: \$schema=(.+)$", text, re.MULTILINE)
    assert (file.parent / named).resolve() == ROOT / "docs/schema/rules.json"


def blocks():
    for file in [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]:
        found = re.findall(
            r"^( *)```yaml\n(.*?)^ *```", file.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
        )
        for number, (indent, body) in enumerate(found, 1):
            text = re.sub(rf"^{indent}", "", body, flags=re.MULTILINE)
            whole = (
                text
                if re.search(
                    r"^(rules|lists|entities|words|conditions|exceptions|defaults):", text, re.MULTILINE
                )
                else f"rules:\n{text}"
            )
            yield pytest.param(whole, id=f"{file.name}-{number}")


@pytest.mark.parametrize("text", list(blocks()))
def test_every_rule_in_the_documentation_fits(text):
    assert as_an_editor(text) == []


def told(path):
    try:
        return {fault.code for fault in load_rules([path]).doubts}, True
    except RuleError as error:
        return {fault.code for fault in error.faults}, False


def golden():
    for file in sorted(GOLDEN.glob("*.yaml")):
        codes, is_good = told(file)
        if is_good or codes & SEEN:
            yield pytest.param(file, is_good, id=file.stem)


@pytest.mark.parametrize(("file", "is_good"), list(golden()))
def test_the_editor_sees_what_the_reader_sees(file, is_good):
    found = as_an_editor(file.read_text(encoding="utf-8"))
    assert (found == []) == is_good, found


@pytest.mark.parametrize("key", ["wen", "new_key", "any"])
def test_an_unknown_key_is_refused_in_every_table(key):
    for path, schema in subschemas(SCHEMA):
        if "properties" in schema and key not in schema["properties"]:
            assert faults({key: 1}, schema, SCHEMA), path


@pytest.mark.parametrize(
    "when",
    [
        "{any: []}",
        "{all: call}",
        "{near: {terms: [call], within: 3}}",
        "{near: {terms: [call, {not: x}], within: 3}}",
        "{at_least: {count: 0, of: [call]}}",
        "{publisher: []}",
        "{published: {}}",
        "{contact: {kind: cal}}",
        "{contact: {between: [Putin]}}",
        "{contact: all}",
        "{denial: {official: 3}}",
        "[call]",
        "'*'",
        "'* call'",
        "'ca*ll'",
        "''",
        "true",
        "3.5",
    ],
)
def test_a_faulty_condition_is_refused_by_both(when):
    text = f"rules:\n  - id: x\n    when: {when}\n"
    assert as_an_editor(text)
    with pytest.raises(RuleError):
        load_rules_text(text)


def test_the_file_in_the_repository_is_in_step():
    kept = (ROOT / "docs/schema/rules.json").read_text(encoding="utf-8")
    assert kept == written(SCHEMA), "make schema writes it"
