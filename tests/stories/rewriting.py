"""Rewrites of a wire story as other outlets make them, drawn by a seeded generator."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

OUTLETS = [
    "Reuters", "Daily Courier", "The Register-Mail", "Metro Wire", "Northern Echo Online", "Le Courrier", "TV8 News",
    "Baltic Observer", "Danube Post", "Capital Brief", "Kuriren", "Evening Ledger",
]  # fmt: skip

REWORDED = {
    "said": ["stated", "told reporters", "noted"],
    "rejected reports": ["dismissed claims", "denied media reports"],
    "denied": ["rejected the claim"],
    "late": ["in the late hours"],
    "about": ["around", "roughly"],
    "told a news conference": ["said at a briefing"],
    "on their way to": ["bound for", "heading to"],
    "asked": ["called on", "urged"],
    "people": ["residents"],
    "who speaks for": ["a spokesman for"],
    "leave": ["withdraw"],
    "fell": ["dropped", "slid"],
    "officials": ["authorities"],
    "seen": ["spotted"],
    "short war": ["brief conflict"],
    "plan": ["plan"],
    "expected": ["due", "likely"],
    "sign": ["approve"],
    "thanked": ["expressed thanks to"],
    "wrote": ["reported"],
    "near": ["close to", "not far from"],
    "vehicles": ["carriers"],
    "company": ["firm"],
    "country": ["nation"],
    "year": ["year"],
    "rose": ["climbed", "gained"],
    "began": ["started"],
    "spoke by telephone": ["talked by phone", "held a telephone call"],
}
HOUSE = [
    (r"\bdefence\b", "defense"), (r"\bDefence\b", "Defense"), (r"\bpercent\b", "per cent"), (r"\borganis", "organiz"),
    (r"\barmoured\b", "armored"), (r"\b0700 GMT\b", "7 a.m. GMT"), (r"\b(\d),(\d{3})\b", r"\1\2"),
    (r"\bkilometres\b", "km"), (r"\bmetres\b", "meters"),
]  # fmt: skip
FURNITURE_TOP = ["BREAKING NEWS", "Listen to this article", "World | Europe", "By our foreign staff"]
FURNITURE_END = [
    "Sign up to our newsletter to get the best of our journalism every morning.",
    "Read more: five things to know this week",
    "Reporting by our correspondents; editing by the news desk",
    "Follow us on social media for the latest from around the world.",
    "This article was first published by an agency and has been edited for length.",
]
BACKGROUND = [
    "Relations in the region have been strained for years, and diplomats from several capitals have tried in vain to bring the sides to one table.",
    "Analysts say that rumours of this kind tend to spread before elections, when trust in public bodies is low and attention is high.",
    "The government has promised to publish a full account, and lawmakers of the opposition want a committee to look into the affair.",
    "A similar episode made headlines four years ago and was never wholly explained.",
]


@dataclass(frozen=True)
class Rewrite:
    how: str
    title: str
    text: str
    outlet: str = ""


def rewrites(base, retold, chance: random.Random, count: int = 40) -> list[Rewrite]:
    """Return *count* tellings of *base*: each way of rewriting at least once, two ways at a time for the rest."""
    made = [Rewrite("retold", *one) for one in retold]
    made += [Rewrite(name, *way(base, chance)) for name, way in WAYS.items()]
    while len(made) < count:
        (first, one), (second, other) = chance.sample(sorted(GENTLE.items()), 2)
        made.append(Rewrite(f"{first}, {second}", *other(one(base, chance), chance)))
    made = made[: count - 1]
    made.append(Rewrite("as it came", *base))
    return [Rewrite(one.how, one.title, one.text, chance.choice(OUTLETS)) for one in made]


def _paragraphs(text):
    return text.split("\n\n")


def lead_only(story, chance):
    return story[0], _paragraphs(story[1])[0]


def three_paragraphs(story, chance):
    return story[0], "\n\n".join(_paragraphs(story[1])[:3])


def headline_anew(story, chance):
    words = re.findall(r"[A-Z]\w+", story[1])[:6]
    return (
        f"{chance.choice(['What we know', 'Explained', 'Live', 'Just in'])}: {' and '.join(words[1:4])}",
        story[1],
    )


def furnished(story, chance):
    ends = chance.sample(FURNITURE_END, 2)
    return story[0], "\n\n".join([chance.choice(FURNITURE_TOP), story[1], *ends])


def reordered(story, chance):
    lead, *rest = _paragraphs(story[1])
    chance.shuffle(rest)
    return story[0], "\n\n".join([lead, *rest])


def dropped(story, chance):
    lead, *rest = _paragraphs(story[1])
    kept = [one for one in rest if chance.random() < 0.6]
    return story[0], "\n\n".join([lead, *kept])


def reworded(story, chance):
    text = story[1]
    for words, instead in REWORDED.items():
        if chance.random() < 0.8:
            text = re.sub(rf"\b{words}\b", chance.choice(instead), text)
    return story[0], text


def with_background(story, chance):
    paragraphs = _paragraphs(story[1])
    for one in chance.sample(BACKGROUND, 3):
        paragraphs.insert(chance.randint(1, len(paragraphs)), one)
    return story[0], "\n\n".join(paragraphs)


def house_style(story, chance):
    title, text = story
    for old, new in HOUSE:
        title, text = re.sub(old, new, title), re.sub(old, new, text)
    curly = re.sub(r'"([^"]*)"', chance.choice(["“\\1”", "‘\\1’", "«\\1»"]), text)
    return title, curly.replace(
        "on Tuesday", chance.choice(["on 26 November", "Nov. 26", "on Tuesday (26 November)"])
    )


def corrected(story, chance):
    figures = re.findall(r"\b\d[\d,.]*\d\b|\b\d\b", story[1])
    if not figures:
        return f"CORRECTED-{story[0]}", story[1]
    wrong = chance.choice(figures)
    right = str(chance.randint(2, 9)) + wrong[1:]
    text = re.sub(rf"\b{re.escape(wrong)}\b", right, story[1])
    return f"CORRECTED-{story[0]}", f"(Corrects figure to {right} from {wrong})\n\n{text}"


def capitals(story, chance):
    return story[0].upper(), story[1].upper()


def update(story, chance):
    return f"UPDATE {chance.randint(1, 4)}-{story[0]}", f"(Adds background)\n\n{story[1]}"


GENTLE = {
    "headline": headline_anew,
    "furniture": furnished,
    "reordered": reordered,
    "dropped": dropped,
    "reworded": reworded,
    "background": with_background,
    "house style": house_style,
    "corrected": corrected,
    "capitals": capitals,
    "update": update,
}
WAYS = {"lead only": lead_only, "three paragraphs": three_paragraphs, **GENTLE}
