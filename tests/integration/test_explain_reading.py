"""`monitor explain --reading`: what is read of an article, who and why, and what was not told at which stage."""

import json

import pytest

from monitor.cli.main import main

SEEN = "French President Emmanuel Macron called German Chancellor Friedrich Merz on Tuesday."
DENIED = "The Kremlin denied that Vladimir Putin had called Donald Trump."
OPEN = "It was not clear whether Mr Macron would meet Mr Merz in Berlin."
ALONE = "The visit of Mr Merz was praised in the city."
RAIN = "It rained in the evening."


@pytest.fixture
def read(tmp_path, monkeypatch, capsys):
    """Return what is read of a text, as rows or as lines."""

    def reading(text, *options):
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        assert main(["explain", "--reading", "a.txt", *options]) == 0
        return capsys.readouterr().out

    monkeypatch.chdir(tmp_path)
    return reading


def rows(told):
    return {row["text"]: row for row in map(json.loads, told.splitlines())}


def test_each_sentence_has_a_row_in_reading_order(read):
    told = read(f"Leaders talk\n\n{SEEN} {DENIED}\n\n{RAIN}\n", "--format", "jsonl")
    assert list(rows(told)) == ["Leaders talk", SEEN, DENIED, RAIN]
    assert [row["sentence"] for row in rows(told).values()] == [0, 1, 2, 3]


def test_parties_are_shown_with_who_they_are_and_why(read):
    row = rows(read(f"News\n\n{SEEN}\n", "--format", "jsonl"))[SEEN]
    first, second = row["parties"]
    assert (first["party"], first["side"], first["leader"]) == ("Emmanuel Macron", "France", True)
    assert second["party"] == "Friedrich Merz"
    assert first["basis"]


def test_an_event_is_shown_with_its_slots_and_the_words_that_decide_about_it(read):
    told = rows(read(f"News\n\n{SEEN} {DENIED}\n", "--format", "jsonl"))
    (call,) = told[SEEN]["events"]
    assert (call["kind"], call["status"], call["stage"]) == ("call", "happened", "")
    assert call["slots"]["subject"] == ["Emmanuel Macron"]
    (denied,) = told[DENIED]["events"]
    assert denied["scopes"][-1] == ["deny", "deny"]
    assert denied["status"] == "denied"
    assert told[DENIED]["denials"][0]["by"] == "Kremlin"


@pytest.mark.parametrize(
    ("sentence", "stage"), [(RAIN, "prefilter"), ("Macron called Merz and " * 80 + "left.", "bounds")]
)
def test_a_sentence_that_is_not_read_says_at_which_stage_it_was_passed_over(read, sentence, stage):
    row = rows(read(f"News\n\n{SEEN}\n\n{sentence}\n", "--format", "jsonl"))[sentence]
    assert row["stage"] == stage
    assert row["reason"]
    assert row["events"] == []


def test_an_event_whose_other_side_is_not_named_is_not_told_and_says_why(read):
    told = rows(read(f"News\n\n{ALONE} {SEEN}\n", "--format", "jsonl"))
    visit = next(one for one in told[ALONE]["events"] if one["kind"] == "visit")
    assert (visit["parties"], visit["stage"]) == ([], "parties")
    assert visit["reason"]


def test_lines_show_what_comes_of_an_event_and_the_words_that_leave_it_open(read):
    told = read(f"News\n\n{SEEN} {OPEN}\n")
    assert "event    meet (meeting): Emmanuel Macron, Friedrich Merz; hypothetical" in told
    assert "would: hypothetical" in told
    assert "clear: ask" in told


def test_an_article_in_a_language_that_is_not_read_says_so(read):
    german = "Der Präsident telefonierte am Dienstag mit dem Kanzler, wie die Regierung in Berlin mitteilte."
    assert "not read (language): facts are read in English, Russian and Ukrainian" in read(
        f"Anruf\n\n{german}\n"
    )


def test_a_russian_article_is_shown_alike(read):
    call = "Владимир Путин во вторник позвонил Реджепу Тайипу Эрдогану."
    row = rows(read(f"Звонок\n\n{call}\n", "--format", "jsonl"))[call]
    assert [one["party"] for one in row["parties"]] == ["Vladimir Putin", "Recep Tayyip Erdogan"]
    assert row["events"][0]["status"] == "happened"


def test_nothing_in_an_article_reaches_the_terminal_as_a_command(read):
    assert "\x1b" not in read(f"News\n\n{SEEN[:-1]} \x1b[31mred.\n")


def test_a_file_that_is_not_there_is_one_sentence_and_status_one(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["explain", "--reading", "none.txt"]) == 1
    assert capsys.readouterr().err.startswith("monitor: ")
    assert main(["explain", "some-rule", "--reading", "none.txt"]) == 2
