"""How much two texts resemble each other."""

import pytest

from monitor import Article
from monitor.article.fingerprint import SIZE, resemblance, sketch

STORY = " ".join(f"word{number} about the harvest in region{number % 50}" for number in range(90))


def drawn(text):
    return sketch(Article.from_text(title="Harvest", text=text))


def test_a_sketch_is_small_and_says_nothing_of_word_order():
    assert len(drawn(STORY)) == SIZE
    assert drawn(STORY) == drawn(" ".join(reversed(STORY.split())))


@pytest.mark.parametrize(
    ("other", "lowest", "highest"),
    [
        (STORY, 1, 1),
        (STORY.replace("harvest", "vintage"), 0.9, 1),
        (STORY[: len(STORY) // 2], 0.35, 0.75),
        ("The minister resigned after a night of talks with parties in parliament.", 0, 0.1),
    ],
)
def test_versions_of_a_story_resemble_each_other_and_stories_do_not(other, lowest, highest):
    assert lowest <= resemblance(drawn(STORY), drawn(other)) <= highest


def test_texts_without_words_resemble_only_each_other():
    assert resemblance((), ()) == 1
    assert resemblance((), (1,)) == 0
