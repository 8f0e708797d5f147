"""Articles taken in by rules that count, on a real store: as the ingester does, without files.

Run as a program it takes a list in and is killed somewhere: `window_desk.py URL NUMBER`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from monitor.alert.model import Report, stable_id
from monitor.alert.plan import News, Standing
from monitor.article.model import Article
from monitor.ingest.correlations import BatchWindows
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet
from monitor.store.records import ArticleRow, FileRow, FileState, Intake, VersionRow
from monitor.store.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Piece:
    """An article: minutes after noon, what it says, who published it, what it is to those before it."""

    minutes: float
    text: str = "A call."
    publisher: str | None = None
    name: str = ""
    standing: Standing = Standing.NEW
    story: str = ""

    @property
    def id(self):
        return stable_id("article", self.name or f"{self.minutes} {self.publisher} {self.text}")


class WindowDesk:
    """A store, and rules that may be changed; every `take` is one batch, kept before the next."""

    def __init__(self, url, rules):
        self.url = url
        self.store = Store.open(url)
        self.load(rules)
        self.now = NOON + 2 * DAY
        self.told = []  # groups, in the order in which they were first told

    def load(self, rules):
        self.rules = RuleSet(load_rules_text(rules).rules)

    def restart(self):
        self.store.close()
        self.store = Store.open(self.url)

    def take(self, *pieces):
        """Take a batch in; return for each article what became of each rule: "rule: opens reason"."""
        windows = self.windows()
        sifted = [windows.sift(self.news(one)) for one in pieces]
        intakes = [self.intake(one) for one in pieces if one.standing is not Standing.REPEAT]
        self.store.record(intakes, windows=windows.rows)
        return [list(self.said(one)) for one in sifted]

    def said(self, sifted):
        for match in sifted.news.matches:
            if match.gathered is None:
                yield f"{match.rule.id}: match"
                continue
            group = match.gathered.group
            verb = "joins" if group in self.told else "opens"
            self.told += [group] if verb == "opens" else []
            yield f"{match.rule.id}: {verb} {match.gathered.reason}"
        for one in sifted.counted:
            yield f"{one.match.rule.id}: counts {one.reason}"

    def sift(self, piece):
        """Return what one article leads to, and keep nothing."""
        return self.windows().sift(self.news(piece))

    def windows(self):
        return BatchWindows(self.store, self.rules.rules, self.store.watched_since(), self.now)

    def news(self, piece):
        published = NOON + piece.minutes * MINUTE
        article = Article.from_text(
            title=piece.text, text=piece.text, publisher=piece.publisher, published=published, language="en"
        )
        report = Report(
            article_id=piece.id,
            digest=self.digest(piece),
            path=f"/drop/{piece.id}.txt",
            publisher=piece.publisher,
            published=published,
            at=self.now,
        )
        return News(
            article_id=piece.id,
            version=1,
            standing=piece.standing,
            report=report,
            matches=self.rules.match(article),
            story=piece.story,
        )

    def digest(self, piece):
        return stable_id("text", piece.id, str(piece.minutes), piece.text) * 2

    def intake(self, piece):
        digest, published = self.digest(piece), NOON + piece.minutes * MINUTE
        name = f"{piece.id}.txt"
        file = FileRow(
            path=f"/drop/{name}",
            root="/drop",
            folder="/drop",
            name=name,
            device=1,
            inode=int(piece.id, 16) >> 8,
            size=1,
            mtime_ns=1,
            state=FileState.TAKEN,
            seen_at=self.now,
            digest=digest,
            article_id=piece.id,
        )
        article = ArticleRow(
            id=piece.id,
            path=file.path,
            digest=digest,
            version=1,
            title=piece.text,
            publisher=piece.publisher,
            author=None,
            language="en",
            url=None,
            published_at=published,
            received_at=self.now,
            updated_at=self.now,
        )
        version = VersionRow(
            digest=digest,
            article_id=piece.id,
            version=1,
            path=file.path,
            title=piece.text,
            published_at=published,
            received_at=self.now,
        )
        return Intake(file=file, article=article, version=version)

    def groups(self):
        """Return the articles of each group, whatever it is called."""
        with self.store._database.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT rule, key, grouped, article_id FROM window_hit WHERE grouped <> ''"
            ).all()
        found = {}
        for row in rows:
            found.setdefault((row.rule, row.key, row.grouped), set()).add(row.article_id)
        return {(rule, key, frozenset(ids)) for (rule, key, _), ids in found.items()}


MANY = """
rules:
  - id: many
    title: Many calls
    when: call
    count: {at_least: 3, within: 1h}
  - id: outlets
    when: call
    count: {at_least: 2, within: 30m, per: publisher}
  - id: step
    when: denied
  - id: then
    sequence: {rules: [many, step], within: 3h}
"""


def stream(number):
    """Return a list of articles that is the same wherever it is made."""
    chance, pieces = 12345, []
    for one in range(number):
        chance = (chance * 1103515245 + 12345) % 2**31
        text = "Aide denied it." if chance % 5 == 0 else "A call."
        pieces.append(Piece(chance // 7 % 900, text, ("AP", "TASS", "AFP")[chance % 3], name=f"s{one}"))
    return pieces


def main(url, number):
    desk = WindowDesk(url, MANY)
    pieces = stream(number)
    known = desk.store.articles([one.id for one in pieces])
    for piece in pieces:
        if piece.id not in known:
            desk.take(piece)
            sys.stdout.write(f"kept {piece.name}\n")
            sys.stdout.flush()


def later(piece, **changes):
    """Return the next version of an article."""
    return replace(piece, **{"standing": Standing.VERSION, **changes})


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
