"""What `words:` at the top of a rule file becomes."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.article.model import Article
from monitor.errors import RuleError
from monitor.extract.lexicon.taught import Taught, Use
from monitor.extract.model import ContactKind
from monitor.located.error_codes import Code
from monitor.rule.load import load_rules, load_rules_text
from monitor.rule.ruleset import RuleSet

RULE = """
rules:
  - id: one
    title: One
    severity: low
    when: {contact: any}
"""


def taught(words: str) -> tuple[Taught, ...]:
    return load_rules_text(f"words:\n{words}{RULE}").taught


def codes(words: str) -> list[str]:
    with pytest.raises(RuleError) as error:
        taught(words)
    return [fault.code for fault in error.value.faults]


def word(text: str, use: Use, kind: ContactKind | None = None, language: str = "en") -> Taught:
    return Taught(language=language, use=use, text=text, kind=kind)


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
@pytest.mark.parametrize(
    ("place", "use", "kind"),
    [
        ("contact: {verbs: {call: X}}", Use.CONTACT_VERB, ContactKind.CALL),
        ("contact: {nouns: {visit: X}}", Use.CONTACT_NOUN, ContactKind.VISIT),
        ("contact: {never: X}", Use.NO_CONTACT, None),
        ("denial: {verbs: X}", Use.DENIAL_VERB, None),
        ("denial: {verdicts: X}", Use.VERDICT, None),
        ("denial: {statements: X}", Use.STATEMENT, None),
        ("denial: {plans: X}", Use.PLAN_DENIAL, None),
        ("denial: {claims: X}", Use.CLAIM, None),
        ("denial: {never: X}", Use.NO_DENIAL, None),
    ],
)
def test_every_place_teaches_its_use(language: str, place: str, use: Use, kind: ContactKind | None) -> None:
    text = "zumxxle*" if language == "en" else "зумкал*"
    assert taught(f"  {language}: {{{place.replace('X', text)}}}\n") == (word(text, use, kind, language),)
    assert taught(f"  {language}: {{{place.replace('X', f'[{text}]')}}}\n") == (
        word(text, use, kind, language),
    )


def test_words_come_from_a_file_one_a_line(tmp_path: Path) -> None:
    (tmp_path / "verdicts.txt").write_text("flumdiddle  # as in pigs\n\n  utter   tosh\n", encoding="utf-8")
    (tmp_path / "rules.yaml").write_text(
        f"words: {{en: {{denial: {{verdicts: {{file: verdicts.txt}}}}}}}}{RULE}", encoding="utf-8"
    )
    loaded = load_rules([tmp_path])
    assert loaded.taught == (word("flumdiddle", Use.VERDICT), word("utter tosh", Use.VERDICT))


def test_words_of_one_file_hold_for_the_rules_of_another(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(RULE, encoding="utf-8")
    (tmp_path / "z.yaml").write_text(
        "words: {en: {contact: {verbs: {call: florped with}}}}\n", encoding="utf-8"
    )
    article = Article.from_text(text="Vladimir Putin florped with Donald Trump.")
    assert [match.rule.id for match in RuleSet.load(tmp_path).match(article)] == ["one"]
    assert not RuleSet.load(tmp_path / "a.yaml").match(article)


def test_the_same_word_in_two_files_is_taught_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(
            "words: {en: {denial: {verdicts: flumdiddle}}}\n", encoding="utf-8"
        )
    assert load_rules([tmp_path]).taught == (word("flumdiddle", Use.VERDICT),)


def test_a_word_of_two_kinds_is_refused_whichever_file_says_it() -> None:
    assert codes("  en: {contact: {verbs: {call: florped with, talks: Florped with}}}\n") == [Code.BAD_WORD]


def test_a_verb_and_a_noun_may_be_spelt_alike() -> None:
    words = "  en: {contact: {verbs: {call: zumxx}, nouns: {meeting: zumxx}}}\n"
    assert {(one.use, one.kind) for one in taught(words)} == {
        (Use.CONTACT_VERB, ContactKind.CALL),
        (Use.CONTACT_NOUN, ContactKind.MEETING),
    }


def test_what_is_taught_changes_the_digest_of_the_rules() -> None:
    plain = RuleSet.of(load_rules_text(RULE)).digest
    more = RuleSet.of(load_rules_text(f"words: {{en: {{denial: {{verdicts: flumdiddle}}}}}}{RULE}")).digest
    who = RuleSet.of(load_rules_text(f"entities: {{Orla Finn: [Orla]}}{RULE}")).digest
    assert len({plain, more, who}) == 3


def test_rules_without_words_use_the_shared_lexicon() -> None:
    assert RuleSet.of(load_rules_text(RULE))._lexicon is None


def test_letters_of_another_alphabet_are_refused_but_latin_names_are_not() -> None:
    assert codes("  en: {denial: {verdicts: чушь}}\n") == [Code.BAD_WORD]
    assert taught('  ru: {contact: {verbs: {call: "zoom с"}}}\n')


def test_every_fault_comes_at_once() -> None:
    found = codes("  en: {contact: [a], denial: {verdict: b}}\n  xx: {}\n")
    assert found == [Code.WRONG_TYPE, Code.UNKNOWN_KEY, Code.WORDS_LANGUAGE]
