"""Tells which sentences can still hold a fact once it is known who is mentioned; only those are parsed.

Parsing costs twice what tagging and the cast do, and most sentences with a word of contact name nobody who
could take part. What is asked here follows from what linking asks (`frames/sides.py`, `frames/topic.py`): no
event gets parties in a sentence that is passed over, and nothing else of such a sentence is told.
"""

from __future__ import annotations

from monitor.extract.frames.sides import apart, counts, cross_sides, expanded, rival_bodies, rivals_at_home
from monitor.extract.frames.topic import Topic
from monitor.extract.prefilter.choice import Choice
from monitor.extract.syntax.model import Tagged


def may_tell(choice: Choice, tagged: Tagged, topic: Topic, number: int) -> bool:
    """Tell whether *tagged*, sentence *number*, may deny something or tell of a contact."""
    return choice.denies or (choice.talks and _may_meet(tagged, topic, number))


def may_say(choice: Choice, tagged: Tagged, topic: Topic, number: int) -> bool:  # noqa: ARG001 - asked as `may_tell` is
    """Tell whether *choice* has words of a contact or a denial, whoever is mentioned: for who asks why."""
    return choice.denies or choice.talks


def _may_meet(tagged: Tagged, topic: Topic, number: int) -> bool:
    """Tell whether two are mentioned who may be in contact, or one and who the text is about."""
    parties = expanded(mention.party for mention in tagged.mentions)
    if cross_sides(parties) or rival_bodies(parties) or rivals_at_home(parties):
        return True
    if any(party.several for party in parties):
        return True
    known = topic.near(number)
    return known is not None and any(counts(party) and apart(known, party) for party in parties)
