"""Which files are rule files, and that all faults of all of them come at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from monitor.errors import Gravity, RuleError
from monitor.located.error_codes import Code
from monitor.rule.condition import Listed
from monitor.rule.load import load_rules, load_rules_text

RULE = "rules:\n  - id: {id}\n    when: {when}\n"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def codes(error: pytest.ExceptionInfo[RuleError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


def test_a_folder_is_searched_for_yaml_files_in_order_and_hidden_ones_are_left_out(tmp_path: Path) -> None:
    write(tmp_path / "b" / "two.yml", RULE.format(id="two", when="b"))
    write(tmp_path / "a.yaml", RULE.format(id="one", when="a"))
    write(tmp_path / ".hidden.yaml", "not: [yaml")
    write(tmp_path / ".git" / "x.yaml", "not: [yaml")
    write(tmp_path / "notes.txt", "not a rule file")
    loaded = load_rules([tmp_path])
    assert [rule.id for rule in loaded.rules] == ["one", "two"]
    assert loaded.files == (str(tmp_path / "a.yaml"), str(tmp_path / "b" / "two.yml"))


def test_a_file_named_twice_is_loaded_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", RULE.format(id="one", when="a"))
    assert len(load_rules([path, tmp_path, str(path)]).rules) == 1


def test_a_file_named_by_itself_may_have_any_suffix(tmp_path: Path) -> None:
    assert load_rules([write(tmp_path / "rules.txt", RULE.format(id="one", when="a"))]).rules


def test_missing_paths_and_empty_folders_are_told_together_with_the_faults_of_files(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    broken = write(tmp_path / "broken.yaml", "rules: [")
    wrong = write(tmp_path / "wrong.yaml", RULE.format(id="Bad Id", when="{anny: [a]}"))
    with pytest.raises(RuleError) as error:
        load_rules([tmp_path / "nowhere", tmp_path / "empty", broken, wrong])
    assert sorted(codes(error)) == sorted(
        [Code.PATH_MISSING, Code.NO_RULE_FILES, Code.YAML_BRACKET, Code.BAD_ID, Code.UNKNOWN_CONDITION]
    )


def test_no_path_at_all_gives_no_rules() -> None:
    assert load_rules([]).rules == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", "rules: []")
    path.chmod(0)
    with pytest.raises(RuleError) as error:
        load_rules([path])
    assert codes(error) == [Code.UNREADABLE_FILE]


def test_a_file_over_the_size_limit_is_not_parsed(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as error:
        load_rules([write(tmp_path / "a.yaml", "# " + "x" * 5_000_000)])
    assert codes(error) == [Code.FILE_TOO_LARGE]


def test_a_name_that_is_not_utf8_is_told_as_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.yaml"))
    path.write_text("rules: 3\n", encoding="utf-8")
    with pytest.raises(RuleError) as error:
        load_rules([path])
    assert "caf\\xe9.yaml:1:8" in str(error.value)


def test_windows_line_ends_and_a_byte_order_mark_change_no_place() -> None:
    text = RULE.format(id="a-b", when="{anny: [x]}")
    for variant in (text, "\ufeff" + text, text.replace("\n", "\r\n"), text.replace("\n", "\r")):
        with pytest.raises(RuleError) as error:
            load_rules_text(variant, "r.yaml")
        assert str(error.value.faults[0].location) == "r.yaml:3:12"


def test_line_separators_that_editors_do_not_show_change_no_place() -> None:
    with pytest.raises(RuleError) as error:
        load_rules_text('rules:\n  - id: a\n    title: "x\u2028y\x85z"\n    when: {anny: [x]}\n', "r.yaml")
    assert str(error.value.faults[0].location) == "r.yaml:4:12"


def test_the_same_id_in_two_files_is_told_with_both_places(tmp_path: Path) -> None:
    first = write(tmp_path / "a.yaml", RULE.format(id="one", when="a"))
    second = write(tmp_path / "b.yaml", RULE.format(id="one", when="b"))
    with pytest.raises(RuleError) as error:
        load_rules([tmp_path])
    (fault,) = error.value.faults
    assert fault.code == Code.DUPLICATE_ID
    assert fault.location.path == str(second)
    assert f"{first}:2:9" in fault.message


def test_a_list_is_known_to_all_files_whatever_their_order(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml", RULE.format(id="one", when="{list: leaders}"))
    write(tmp_path / "z.yaml", "lists:\n  leaders: [Putin, Trump]\n")
    (rule,) = load_rules([tmp_path]).rules
    assert isinstance(rule.when, Listed)
    assert [entry.text for entry in rule.when.entries] == ["Putin", "Trump"]


def test_a_list_defined_in_two_files_is_told(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml", "lists:\n  leaders: [Putin]\n")
    write(tmp_path / "b.yaml", "lists:\n  leaders: [Trump]\n")
    with pytest.raises(RuleError) as error:
        load_rules([tmp_path])
    assert codes(error) == [Code.DUPLICATE_LIST]
    assert f"{tmp_path / 'a.yaml'}:2:3" in error.value.faults[0].message


def test_a_list_can_stand_in_a_text_file_with_comments(tmp_path: Path) -> None:
    write(tmp_path / "names" / "leaders.txt", "# leaders\n\nPutin  # of Russia\n  Trump\n")
    for shape in ("names/leaders.txt", "{file: names/leaders.txt}"):
        text = f"lists:\n  leaders: {shape}\n" + RULE.format(id="one", when="{list: leaders}")
        (rule,) = load_rules([write(tmp_path / "a.yaml", text)]).rules
        assert isinstance(rule.when, Listed)
        assert [entry.text for entry in rule.when.entries] == ["Putin", "Trump"]
        assert str(rule.when.entries[1].location).endswith("leaders.txt:4:3")


def test_a_faulty_list_is_told_once_and_not_again_where_it_is_used() -> None:
    with pytest.raises(RuleError) as error:
        load_rules_text('lists:\n  x: ["*a"]\n' + RULE.format(id="one", when="{list: x}"))
    assert codes(error) == [Code.PHRASE_STAR]


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "rules:\n" + "".join(" " * depth + "-\n" for depth in range(1_500)),
        "rules: \n  " + "- " * 100_000,
        "? " * 50_000,
        "- ? " * 50_000,
        "-\t" * 50_000,
        "".join(f"{' ' * depth}a:\n" for depth in range(200)),
        "rules: " + "[" * 900 + "]" * 900,
    ],
)
def test_a_nesting_bomb_is_refused_not_suffered(bomb: str) -> None:
    with pytest.raises(RuleError) as error:
        load_rules_text(bomb)
    assert codes(error) == [Code.TOO_DEEP]


def test_an_alias_bomb_is_refused_before_it_is_unfolded() -> None:
    layers = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    with pytest.raises(RuleError) as error:
        load_rules_text(layers)
    assert set(codes(error)) == {Code.YAML_REFERENCE}


def test_doubts_do_not_stop_a_load_and_say_they_are_doubts() -> None:
    loaded = load_rules_text(RULE.format(id="one", when="{any: [call, Call]}"))
    assert [doubt.code for doubt in loaded.doubts] == [Code.NO_TESTS, Code.DUPLICATE_PHRASE]
    assert {doubt.gravity for doubt in loaded.doubts} == {Gravity.DOUBT}


def test_terminal_codes_in_a_file_never_reach_the_terminal() -> None:
    for text in (
        "rules: \x1b[31m",
        'rules:\n  - id: "\\e[31m"\n    when: a\n',
        "\x9b31m: 1\n",
        '"\\e]0;x\\a": 1\n',
    ):
        with pytest.raises(RuleError) as error:
            load_rules_text(text)
        assert all(character.isprintable() or character == "\n" for character in str(error.value))
