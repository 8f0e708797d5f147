"""Sentences that are passed over once it is known who is in them hold no fact: the facts are the same without it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from monitor.article.model import Article
from monitor.extract.lexicon import Lexicon
from monitor.extract.prospects import may_say
from monitor.extract.read import FactReader

_READER = FactReader(Lexicon.load_default())
_BANK = Path(__file__).parents[2] / "bank"
_ROUNDS = sorted(_BANK.glob("round_*.jsonl"))


@pytest.mark.parametrize("rounds", _ROUNDS, ids=lambda path: path.stem)
def test_what_is_passed_over_holds_no_fact(rounds: Path) -> None:
    for line in rounds.read_text(encoding="utf-8").splitlines():
        article = Article.from_text(text=json.loads(line)["text"])
        chosen = _READER.gate.choose(article)
        if chosen:
            told, all_told = (
                _READER.read_chosen(article, chosen)[0],
                _READER.read_chosen(article, chosen, may_say)[0],
            )
            assert told == all_told, article.text


def test_a_sentence_with_nobody_to_meet_is_not_parsed() -> None:
    article = Article.from_text(
        text="Putin called Trump.\n\nIt rained.\n\nIt snowed.\n\nThe club's president called the striker."
    )
    chosen = _READER.gate.choose(article)
    parsed = [len(_READER.read_chosen(article, chosen, *asked)[1].readings) for asked in ((), (may_say,))]
    assert parsed[0] < parsed[1]
