"""What rules share and take from one another: named conditions, exceptions, defaults, extends, packs."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.article.model import Article
from monitor.errors import RuleError
from monitor.located.error_codes import Code
from monitor.rule.condition import AllOf, ContactIs, Excepting, Named, Phrase
from monitor.rule.load import LoadedRules, load_rules, load_rules_text
from monitor.rule.model import New, Per, Rule, Severity
from monitor.rule.ruleset import RuleSet

CALL = "Vladimir Putin called Donald Trump on Tuesday."


def rule(text: str, id_: str = "one") -> Rule:
    return next(one for one in load_rules_text(text).rules if one.id == id_)


def codes(text: str) -> list[str]:
    with pytest.raises(RuleError) as error:
        load_rules_text(text)
    return [fault.code for fault in error.value.faults]


def doubts(loaded: LoadedRules) -> set[str]:
    return {doubt.code for doubt in loaded.doubts} - {Code.NO_TESTS}


def matched(text: str, *bodies: str, publisher: str | None = None) -> list[list[str]]:
    rules = RuleSet.of(load_rules_text(text))
    articles = [Article.from_text(title="News", text=body, publisher=publisher) for body in bodies]
    return [[match.rule.id for match in rules.match(article)] for article in articles]


# --- named conditions -------------------------------------------------------------------------


def test_a_named_condition_holds_where_it_is_used() -> None:
    text = (
        "conditions:\n  arms: {any: [missile*, tank*]}\n  war: {all: [{condition: arms}, front]}\n"
        "rules:\n  - {id: one, when: {condition: war}}\n  - {id: two, when: {not: {condition: arms}}}\n"
    )
    assert matched(text, "Tanks at the front.", "Tanks.", "Nothing.") == [["one"], [], ["two"]]


def test_a_named_condition_may_be_used_before_it_is_defined_and_in_another_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("rules:\n  - {id: one, when: {condition: arms}}\n")
    (tmp_path / "b.yaml").write_text("conditions: {arms: {condition: tanks}}\n")
    (tmp_path / "c.yaml").write_text("conditions: {tanks: tank*}\n")
    (one,) = load_rules([tmp_path]).rules
    assert isinstance(one.when, Named)
    assert isinstance(one.when.of, Named)
    assert isinstance(one.when.of.of, Phrase)


def test_a_condition_defined_in_two_files_is_told_with_both_places(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.yaml").write_text("conditions: {arms: tank*}\n")
    with pytest.raises(RuleError) as error:
        load_rules([tmp_path])
    (fault,) = error.value.faults
    assert (fault.code, fault.location.path) == (Code.DUPLICATE_CONDITION, str(tmp_path / "b.yaml"))
    assert str(tmp_path / "a.yaml") in fault.message


def test_a_named_condition_of_words_can_be_a_term_of_near() -> None:
    text = (
        "conditions: {arms: {any: [missile*, tank*]}}\n"
        "rules:\n  - {id: one, when: {near: {terms: [{condition: arms}, front], within: 3}}}\n"
    )
    assert matched(text, "Tanks near the front.", "Tanks stand far away from any front.") == [["one"], []]


def test_a_named_condition_changes_no_digest() -> None:
    named = "conditions: {arms: tank*}\nrules:\n  - {id: one, when: {condition: arms}}\n"
    assert rule(named).digest == rule("rules:\n  - {id: one, when: tank*}\n").digest


def test_a_long_chain_of_names_is_told_and_does_not_bring_the_reader_down() -> None:
    chain = "".join(f"  c{number}: {{not: {{condition: c{number + 1}}}}}\n" for number in range(3000))
    text = f"conditions:\n{chain}  c3000: call\nrules:\n  - {{id: one, when: {{condition: c0}}}}\n"
    assert set(codes(text)) == {Code.CONDITION_TOO_LARGE}


# --- exceptions -------------------------------------------------------------------------------


def test_each_value_of_an_exception_is_enough_to_keep_an_article_out() -> None:
    text = (
        "lists: {satire: [spoof]}\nconditions: {drill: {all: [exercise, call*]}}\n"
        "rules:\n  - id: one\n    when: call*\n"
        "    except: {phrases: [joke], lists: satire, conditions: [drill], language: de}\n"
    )
    bodies = ("They called.", "They called: a joke.", "A spoof: they called.", "They called an exercise.")
    assert matched(text, *bodies) == [["one"], [], [], []]


def test_an_exception_keeps_a_publisher_and_a_path_out() -> None:
    text = "rules:\n  - id: one\n    when: call*\n    except: {publisher: [The On*], path: 'drafts/*'}\n"
    assert matched(text, "They called.", publisher="The Onion") == [[]]
    assert matched(text, "They called.", publisher="AP") == [["one"]]
    rules = RuleSet.of(load_rules_text(text))
    assert rules.match(Article.from_text(title="", text="They called.", path="in/drafts/a.txt")) == ()


def test_a_contact_of_someone_excepted_is_none_but_another_in_the_article_still_counts() -> None:
    text = (
        "rules:\n  - id: one\n    when: {contact: any}\n    except: {participants: [Alexander Lukashenko]}\n"
    )
    minsk = "Vladimir Putin met Alexander Lukashenko in Minsk."
    assert matched(text, minsk, CALL, f"{minsk}\n\n{CALL}") == [[], ["one"], ["one"]]
    rules = RuleSet.of(load_rules_text(text))
    (match,) = rules.match(Article.from_text(title="", text=f"{minsk}\n\n{CALL}"))
    assert [span.text for span in match.evidence if "Minsk" in span.text] == []


def test_a_denial_of_a_contact_of_someone_excepted_is_none() -> None:
    text = "rules:\n  - id: one\n    when: {denial: any}\n    except: {participants: Donald Trump}\n"
    denial = "Kremlin spokesman Dmitry Peskov denied that Vladimir Putin had called {}."
    bodies = (denial.format("Donald Trump"), denial.format("Emmanuel Macron"))
    assert matched(text, *bodies) == [[], ["one"]]


def test_other_files_add_exceptions_without_touching_the_rule(tmp_path: Path) -> None:
    (tmp_path / "rule.yaml").write_text(
        "rules:\n  - id: one\n    when: call*\n    except: {publisher: AFP}\n  - {id: two, when: call*}\n"
    )
    (tmp_path / "desk.yaml").write_text("exceptions:\n  one: {publisher: [The Onion], phrases: [joke]}\n")
    one, two = load_rules([tmp_path]).rules
    assert isinstance(one.when, Excepting)
    assert len(one.when.unless) == 3
    assert isinstance(two.when, Phrase)


def test_an_exception_changes_the_digest_and_the_order_of_values_does_not() -> None:
    bare = rule("rules:\n  - {id: one, when: call}\n")
    some = rule("rules:\n  - {id: one, when: call, except: {publisher: [A, B]}}\n")
    same = rule(
        "exceptions: {one: {publisher: B}}\nrules:\n  - {id: one, when: call, except: {publisher: A}}\n"
    )
    assert bare.digest != some.digest == same.digest


def test_an_exception_that_is_the_condition_itself_leaves_a_rule_that_never_matches() -> None:
    rules = RuleSet.of(load_rules_text("rules:\n  - {id: one, when: call, except: {phrases: call}}\n"))
    assert Code.NEVER_MATCHES in {doubt.code for doubt in rules.doubts}


# --- defaults ---------------------------------------------------------------------------------


DEFAULTS = "defaults: {severity: high, tags: [world, calls], status: draft, except: {publisher: The Onion}}\nrules:\n"


def test_defaults_hold_for_every_rule_of_their_file_and_its_own_keys_win() -> None:
    text = DEFAULTS + "  - {id: one, when: call}\n  - {id: two, when: call, severity: low, status: live}\n"
    one, two = rule(text), rule(text, "two")
    assert (one.severity, one.draft) == (Severity.HIGH, True)
    assert (two.severity, two.draft) == (Severity.LOW, False)


def test_tags_and_exceptions_of_defaults_are_added() -> None:
    one = rule(DEFAULTS + "  - {id: one, when: call, tags: [calls, mine], except: {phrases: joke}}\n")
    assert one.tags == ("calls", "mine", "world")
    assert isinstance(one.when, Excepting)
    assert len(one.when.unless) == 2


def test_defaults_hold_for_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("defaults: {severity: high}\nrules:\n  - {id: a, when: call}\n")
    (tmp_path / "b.yaml").write_text("rules:\n  - {id: b, when: call}\n")
    assert [one.severity for one in load_rules([tmp_path]).rules] == [Severity.HIGH, Severity.MEDIUM]


def test_a_rule_that_says_when_it_is_told_takes_nothing_else_that_does() -> None:
    text = (
        "defaults: {new: {for: 7d}}\nrules:\n"
        "  - {id: one, when: {contact: any}, count: {at_least: 3, within: 1h}}\n"
        "  - {id: two, when: {contact: any}}\n  - {id: three, when: call, per: article}\n"
    )
    one, two, three = rule(text), rule(text, "two"), rule(text, "three")
    assert one.new is None
    assert isinstance(two.new, New)
    assert (three.new, three.per) == (None, (Per.ARTICLE,))


def test_default_exceptions_that_a_rule_cannot_have_are_none_of_its_faults() -> None:
    text = (
        "defaults: {except: {participants: Putin, publisher: The Onion}}\nrules:\n"
        "  - {id: one, when: call}\n  - {id: two, when: meet*}\n"
        "  - {id: both, sequence: {rules: [one, two], within: 72h}}\n"
    )
    assert isinstance(rule(text).when, Excepting)
    assert rule(text, "both").has_when is False


def test_a_fault_in_defaults_is_told_once_and_where_it_stands() -> None:
    text = "defaults: {severity: hot}\nrules:\n  - {id: one, when: a}\n  - {id: two, when: b}\n"
    assert codes(text) == [Code.BAD_SEVERITY]


# --- extends ----------------------------------------------------------------------------------


BASE = (
    "rules:\n  - id: base\n    title: Called\n    severity: high\n    tags: [calls]\n"
    "    when: call*\n    except: {phrases: joke}\n"
)


def test_a_rule_takes_the_keys_of_the_one_it_extends_and_its_own_win() -> None:
    one = rule(BASE + "  - {id: one, extends: base, title: Rang, tags: [mine]}\n")
    assert (one.title, one.severity, one.tags) == ("Rang", Severity.HIGH, ("mine", "calls"))
    assert isinstance(one.when, Excepting)
    assert one.when.of == getattr(rule(BASE, "base").when, "of", None)


def test_also_narrows_the_condition_a_rule_takes() -> None:
    text = BASE + "  - {id: one, extends: base, also: night}\n  - {id: two, extends: one, also: moscow}\n"
    bodies = (
        "They called.",
        "They called at night.",
        "They called at night from Moscow.",
        "Night: a joke call.",
    )
    assert matched(text, *bodies) == [["base"], ["base", "one"], ["base", "one", "two"], []]
    assert matched(text, "They called from Moscow by day.") == [["base"]]
    one = rule(text)
    assert isinstance(one.when, Excepting)
    assert isinstance(one.when.of, AllOf)


def test_a_when_of_its_own_replaces_what_the_other_rule_asks_for() -> None:
    text = BASE + "  - {id: mid, extends: base, also: night}\n  - {id: one, extends: mid, when: meet*}\n"
    assert matched(text, "They meet.", "They meet for a joke.") == [["one"], []]


def test_extends_reaches_over_files_whatever_their_order(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("defaults: {severity: low}\nrules:\n  - {id: one, extends: base}\n")
    (tmp_path / "b.yaml").write_text("defaults: {severity: high}\nrules:\n  - {id: base, when: call}\n")
    one, _ = load_rules([tmp_path]).rules
    assert one.severity is Severity.HIGH  # the other rule as it stands, before defaults of one's own file


def test_standing_and_tests_are_not_taken_from_the_rule_that_is_extended() -> None:
    text = (
        "rules:\n  - {id: base, when: call, enabled: false, status: draft, "
        "tests: [{article: {text: a call}, expect: match}]}\n  - {id: one, extends: base}\n"
    )
    loaded = load_rules_text(text)
    base, one = loaded.rules
    assert (base.enabled, base.draft, one.enabled, one.draft) == (False, True, True, False)
    assert {example.rule for example in loaded.examples} == {"base"}


def test_exceptions_added_to_a_rule_hold_for_those_that_extend_it() -> None:
    text = BASE + "  - {id: one, extends: base}\nexceptions: {base: {publisher: The Onion}}\n"
    assert matched(text, "They called.", publisher="The Onion") == [[]]
    assert doubts(load_rules_text(text)) == set()


def test_a_rule_that_extends_a_faulty_one_tells_each_fault_once() -> None:
    assert codes("rules:\n  - {id: base, when: '*'}\n  - {id: one, extends: base}\n") == [
        Code.PHRASE_WITHOUT_WORDS
    ]


def test_a_rule_that_extends_itself_is_told() -> None:
    assert codes("rules:\n  - {id: one, extends: one}\n") == [Code.EXTENDS_CYCLE]


def test_participants_excepted_from_a_contact_reach_named_and_nested_conditions() -> None:
    text = (
        "conditions: {talk: {sentence: {contact: any}}}\n"
        "rules:\n  - {id: one, when: {all: [{condition: talk}, call*]}, except: {participants: Putin}}\n"
    )
    (one,) = load_rules_text(text).rules
    assert isinstance(one.when, AllOf)
    assert isinstance(one.when.of[0], Named)
    inner = one.when.of[0].of.of  # type: ignore[union-attr]
    assert isinstance(inner, ContactIs)
    assert inner.without is not None


# --- standing and packs -----------------------------------------------------------------------


def test_a_rule_that_is_not_enabled_is_loaded_but_never_evaluated() -> None:
    text = "rules:\n  - {id: one, when: call, enabled: false}\n  - {id: two, when: call}\n"
    rules = RuleSet.of(load_rules_text(text))
    article = Article.from_text(title="", text="A call.")
    assert [one.id for one in rules.rules] == ["one", "two"]
    assert [match.rule.id for match in rules.match(article)] == ["two"]
    assert [match.rule.id for match in rules.match(article, disabled=True)] == ["one", "two"]


def test_a_rule_that_is_not_enabled_is_checked_all_the_same() -> None:
    assert codes("rules:\n  - {id: one, when: '*', enabled: false}\n") == [Code.PHRASE_WITHOUT_WORDS]


def test_standing_changes_the_digest() -> None:
    digests = {
        rule(f"rules:\n  - {{id: one, when: call{extra}}}\n").digest
        for extra in ("", ", enabled: false", ", status: draft", ", enabled: true", ", status: live")
    }
    assert len(digests) == 3


def test_the_pack_of_a_rule_is_its_folder(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    (desk / "east" / "arms").mkdir(parents=True)
    for folder, id_ in ((desk, "a"), (desk / "east", "b"), (desk / "east" / "arms", "c")):
        (folder / "x.yaml").write_text(f"rules:\n  - {{id: {id_}, when: call}}\n")
    assert {one.id: one.pack for one in load_rules([desk]).rules} == {
        "a": "desk",
        "b": "east",
        "c": "east/arms",
    }
    assert [one.pack for one in load_rules([desk / "east" / "x.yaml"]).rules] == ["east"]
    assert rule("rules:\n  - {id: one, when: a}\n").pack == ""
