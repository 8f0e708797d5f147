"""Rules that change under a running daemon: noticed however they are saved, used whole or not at all."""

from __future__ import annotations

import threading

import pytest

from monitor.daemon.reload import Reloader
from monitor.ingest import Desk, Ingester
from monitor.rule.ruleset import RuleSet
from monitor.store.store import Store
from monitor.testing import StillClock
from tests.integration.test_ingest import drop

GOOD = "rules:\n  - id: {}\n    when: Kremlin\n"
BROKEN = "rules:\n  - id: a\n    whenn: Kremlin\n"


class Author:
    """A folder of rules, and everything that the reloader did."""

    def __init__(self, folder):
        self.rules = folder / "rules"
        self.rules.mkdir()
        self.file = self.rules / "a.yaml"
        self.file.write_text(GOOD.format("first"))
        self.used, self.said = [], []
        loaded = RuleSet.load(self.rules)
        self.reloader = Reloader([self.rules], loaded, self.used.append, self.said.append)

    def look(self):
        """Look twice, as the schedule does: a change is read once it stands still."""
        self.reloader.look()
        return self.reloader.look()

    @property
    def ids(self):
        return [[rule.id for rule in rules] for rules in self.used]


@pytest.fixture
def author(tmp_path):
    return Author(tmp_path)


def test_nothing_is_read_while_nothing_changes(author):
    assert not author.look()
    assert author.used == []


def in_place(author):
    author.file.write_text(GOOD.format("second"))


def by_rename(author):
    new = author.rules / ".a.yaml.swp"
    new.write_text(GOOD.format("second"))
    new.rename(author.file)


def deleted_and_made_again(author):
    author.file.unlink()
    author.reloader.look()
    author.file.write_text(GOOD.format("second"))


def folder_moved_in(author):
    pack = author.rules.parent / "pack"
    pack.mkdir()
    (pack / "b.yaml").write_text(GOOD.format("second"))
    author.file.unlink()
    pack.rename(author.rules / "pack")


@pytest.mark.parametrize("save", [in_place, by_rename, deleted_and_made_again, folder_moved_in])
def test_a_change_is_noticed_however_it_is_saved(author, save):
    save(author)
    assert author.look()
    assert author.ids == [["second"]]


def test_a_broken_file_is_told_once_and_the_last_good_set_goes_on(author):
    author.file.write_text(BROKEN)
    assert author.look()
    author.file.touch()
    author.look()
    assert author.used == []
    (broken,) = author.said
    assert broken.faults == 1
    assert 'did you mean "when"?' in broken.text
    author.file.write_text(GOOD.format("mended"))
    author.look()
    assert author.said == [broken, None]
    assert author.ids == [["mended"]]


def test_a_save_that_is_under_way_is_left_for_the_next_look(author):
    author.file.write_text("rules:\n")
    assert not author.reloader.look()
    author.file.write_text(GOOD.format("second"))
    assert not author.reloader.look()
    assert author.reloader.look()
    assert author.said == []


def test_articles_that_flow_during_a_thousand_reloads_are_each_judged_by_one_whole_set(tmp_path):
    """Two rules of one file carry the same number; no article may be matched by two numbers."""
    rules, inbox = tmp_path / "rules", tmp_path / "in"
    rules.mkdir()
    inbox.mkdir()
    file = rules / "a.yaml"

    def write(number):
        text = f"rules:\n  - {{id: x-{number}, when: Kremlin}}\n  - {{id: y-{number}, when: call}}\n"
        file.write_text(BROKEN if number % 3 == 2 else text)

    write(0)
    first = RuleSet.load(rules)
    with Store.open(f"sqlite:///{tmp_path}/monitor.db") as store:
        ingester = Ingester(store, first, Desk((), ("desk",)), StillClock())
        taking_in, done = threading.Lock(), threading.Event()

        def use(fresh):
            with taking_in:
                ingester.use(fresh)

        reloader = Reloader([rules], first, use, lambda broken: None)

        def reload_often():
            for number in range(1, 1001):
                write(number)
                reloader.reload()
            done.set()

        author = threading.Thread(target=reload_often)
        author.start()
        count = 0
        while not done.is_set() or count < 50:
            arrival = drop(inbox, f"{count}.txt", f"The Kremlin spoke of call {count}.\n")
            with taking_in:
                ingester.take_in([arrival])
            count += 1
        author.join()
        files = store.files_ending(".txt")
        found = store.matches(one.article_id for one in files)
        assert len(found) == count
        for rows in found.values():
            assert len(rows) == 2
            assert len({row.rule_id.split("-")[1] for row in rows}) == 1
    assert reloader.broken is None
