from __future__ import annotations

import pytest

from monitor.article.model import Article
from monitor.cluster.corrections import NoticeKind, notice_of


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("KILL: Moldova denies moving troops", "Editors, a correct story will follow.", "kill"),
        ("MANDATORY KILL - Moldova-Troops", "Please do not use.", "kill"),
        (
            "BC-Moldova-Troops",
            "EDITORS: Please kill the story headlined Moldova denies moving troops.",
            "kill",
        ),
        ("ADVISORY", 'Please disregard the alert "Moldova moves troops", which was sent in error.', "kill"),
        ("WITHDRAWN: Minister resigns", "The story has been withdrawn.", "kill"),
        ("ОТМЕНА: Министр ушел в отставку", "Сообщение ошибочно.", "kill"),
        ("ВІДКЛИКАНО: Міністр пішов у відставку", "Помилка.", "kill"),
        ("CORRECTED-Moldova denies moving troops", "CHISINAU, Nov 24 - ...", "correction"),
        ("CORRECTED-(OFFICIAL)-Moldova denies moving troops", "CHISINAU", "correction"),
        ("Correction: Moldova-Troops story", "In a story on Tuesday, an agency reported", "correction"),
        ("REFILE-Moldova denies moving troops", "CHISINAU", "correction"),
        ("Moldova denies moving troops", "(Corrects number of vehicles in first paragraph)", "correction"),
        ("ИСПРАВЛЕНО: Молдавия отрицает переброску войск", "Кишинев", "correction"),
        ("Уточнение: Молдавия отрицает переброску войск", "Кишинев", "correction"),
        ("ВИПРАВЛЕНО - Молдова заперечує перекидання військ", "Кишинів", "correction"),
        ("UPDATE 2-Moldova denies moving troops", "CHISINAU", "update"),
        ("Moldova denies moving troops", "(Adds quote from minister)\n\nCHISINAU", "update"),
        ("ДОПОЛНЕНО: Молдавия отрицает переброску войск", "Кишинев", "update"),
    ],
)
def test_an_agency_marks_its_copy(title, text, kind):
    found = notice_of(Article.from_text(title=title, text=text))
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Kill Bill star sues studio", "The actress said on Tuesday she was please with nothing."),
        ("Bombs kill 12 in market", "Police said the toll could rise."),
        ("KILLING OF MAYOR SHOCKS CITY", "POLICE ARRESTED TWO MEN."),
        ("Withdrawal of troops from valley begins", "The withdrawal is to take a month."),
        ("Correctional officers strike", "Guards in three prisons stayed away."),
        ("Update your phone now, experts say", "A flaw was found."),
        ("Government corrects growth forecast", "The economy will grow by 2 percent."),
        ("Отмена рейсов в Шереметьево", "Из-за снегопада задержаны 40 рейсов."),
        ("Bill on pensions withdrawn", "The government said the bill was withdrawn after protests."),
    ],
)
def test_a_headline_that_merely_holds_such_a_word_is_no_notice(title, text):
    assert notice_of(Article.from_text(title=title, text=text)) is None


def test_a_kill_names_the_headline_it_takes_back():
    article = Article.from_text(
        title="MANDATORY KILL",
        text='Please kill the story "Moldova denies moving troops towards Transnistria", sent at 1015 GMT.',
    )
    found = notice_of(article)
    assert found is not None
    assert (found.kind, found.about) == (NoticeKind.KILL, "Moldova denies moving troops towards Transnistria")


def test_a_correction_is_about_the_rest_of_its_headline():
    found = notice_of(Article.from_text(title="CORRECTED-Moldova denies moving troops", text="CHISINAU"))
    assert found is not None
    assert (found.words, found.about) == ("CORRECTED", "Moldova denies moving troops")
