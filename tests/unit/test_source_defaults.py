"""What a source says of its articles holds where they do not say it themselves."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from monitor.evaluate.evaluate import evaluate
from monitor.evaluate.model import Document, SourceDefaults
from monitor.rule.ruleset import RuleSet

BODY = "The minister told reporters in the capital that the two leaders had spoken for an hour."
DEFAULTS = SourceDefaults(publisher="scmp.com", timezone=ZoneInfo("Asia/Hong_Kong"), language="en")
NOW = datetime(2024, 10, 9, tzinfo=UTC)


def read(text: str, defaults: SourceDefaults = DEFAULTS):
    return evaluate(RuleSet(()), Document(text.encode(), "/in/a.txt", NOW, defaults), UTC).article


def test_an_article_that_names_no_publisher_is_of_its_folders_by_its_one_name():
    assert read(f"Leaders speak\n\n{BODY}").publisher == "South China Morning Post"


def test_what_an_article_says_of_itself_holds():
    article = read(f"Leaders speak\n\nVIENNA (Reuters) - {BODY}\n\n{BODY}")
    assert article.publisher == "Reuters"


def test_a_time_without_a_zone_is_that_of_the_folder():
    article = read(f"Leaders speak\n\n9 October 2024 10:00\n\n{BODY}\n\n{BODY}")
    assert article.published is not None
    assert article.published.astimezone(UTC) == datetime(2024, 10, 9, 2, tzinfo=UTC)


def test_a_text_too_short_to_tell_is_in_the_folders_language():
    assert read("Kremlin: no\n\nNo.").language == "en"


@pytest.mark.parametrize("text", [f"Leaders speak\n\n{BODY}", "Kremlin: no\n\nNo."])
def test_without_defaults_nothing_is_made_up(text):
    assert read(text, SourceDefaults()).publisher is None
