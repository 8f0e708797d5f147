"""Finds who is mentioned where: names, offices, bodies, pronouns and "the two leaders".

Two passes: the first reads explicit titles and full names and builds the cast; the second
resolves bare surnames, bare offices and pronouns against it.
"""

from __future__ import annotations

from typing import Any

from monitor.extract.bounds import MOST_PEOPLE
from monitor.extract.coreference import fits, join_homes, plain, resolve
from monitor.extract.entity import Entity
from monitor.extract.lexicon import Lexicon, Table, words
from monitor.extract.lexicon.grammar import word_set
from monitor.extract.offices import Title, TitleReader, sentence_text
from monitor.extract.organisations import BodyReader
from monitor.extract.people import Cast, How, Mention, Person
from monitor.extract.tokens import Sentence

_VERBS = word_set("mentions.verbs")
_NO_DEMOTION = word_set("mentions.no_demotion")
_AFTER_TITLE = frozenset({",", ".", ")", "for", "of", "in", "from", "who", "at", "to"})
_NAME_WORDS = 4
_TWO = 2


class MentionReader:
    """Reads the mentions of all sentences of one article at a time."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Prepare the tables that every article is read by."""
        reference = lexicon.english["reference"]
        self.lexicon = lexicon
        self.titles = TitleReader(lexicon)
        self.pairs: Table[How] = Table(
            [(words(text), How.PAIR) for text in reference["pairs"]]
            + [(words(text), How.MANY) for text in reference["many_from"]]
        )
        self.pronouns = {
            **dict.fromkeys(reference["singular"], False),
            **dict.fromkeys(reference["plural"], True),
        }
        self.pronouns |= dict.fromkeys(reference["first_person"], False)
        self.first_person = frozenset(reference["first_person"])
        self.objective = frozenset(reference["objective"])
        self.pronouns |= dict.fromkeys(reference["objective"], False)
        self.hyphened = {text for text in self.lexicon.names.firsts if self._alone(text)}
        self.starters = (
            self.titles.starters | set(lexicon.names.firsts) | set(self.pairs.firsts) | set(self.pronouns)
        )
        self.begins = {word: self._seconds(word) for word in self.starters}
        self.bodies = BodyReader(lexicon, self.titles, self.starters)
        self.spokespersons = frozenset(lexicon.english["offices"]["spokespersons"])
        self.armed = frozenset(lexicon.english["bodies"]["armed"])
        self.staff = frozenset(lexicon.english["offices"]["staff"])
        self.domestic = frozenset(lexicon.english["offices"]["domestic"])
        self.by_surname: dict[str, list[Entity]] = {}
        for entity in lexicon.entities:
            for surname in entity.surnames:
                self.by_surname.setdefault(surname.lower(), []).append(entity)
        common = frozenset(lexicon.english["offices"]["common_surnames"])
        self.weak = frozenset(name for name, known in self.by_surname.items() if known[0].weak) - common
        self.partisan = frozenset(lexicon.english["offices"]["partisan"])
        self.civic = frozenset(lexicon.english["offices"]["civic"])
        self.surnames = frozenset(self.by_surname)
        self.vague = frozenset(reference["vague"])
        self.home = frozenset(lexicon.english["bodies"]["home_parties"])

    def _alone(self, text: str) -> bool:
        return any(length == 1 for length, _, _ in self.lexicon.names.firsts[text])

    def _seconds(self, word: str) -> frozenset[str] | None:
        """Return the words of which one must follow *word* where it begins a mention, None if any may."""
        if word in self.pronouns or word in self.titles.modifying:
            return None
        tables: tuple[Table[Any], ...] = (self.pairs, self.lexicon.names, *self.titles.tables)
        if any(table.alone(word) for table in tables):
            return None
        return frozenset().union(*(table.seconds(word) for table in tables))

    def read(self, sentences: list[Sentence]) -> list[list[Mention]]:
        """Return the mentions of each sentence, in order, up to where more people are named than are kept."""
        cast = Cast()
        found = []
        for sentence in sentences:
            if len(cast.people) > MOST_PEOPLE:
                break
            found.append(self._explicit(sentence, cast))
        sentences = sentences[: len(found)]
        for sentence, mentions in zip(sentences, found, strict=True):
            if not (
                self.surnames.isdisjoint(sentence.low) and cast.by_surname.keys().isdisjoint(sentence.low)
            ):
                self._implicit(sentence, mentions, cast)
        resolve(sentences, found, cast)
        return [join_homes(sentence, mentions) for sentence, mentions in zip(sentences, found, strict=True)]

    def _explicit(self, sentence: Sentence, cast: Cast) -> list[Mention]:
        mentions: list[Mention] = []
        low, begins, past = [*sentence.low, ""], self.begins, 0
        for index in [index for index, word in enumerate(low) if word in begins or "-" in word]:
            if index < past:
                continue
            if low[index] not in begins:
                mention = self._hyphened(sentence, index, cast)
            elif (seconds := begins[low[index]]) is None or low[index + 1] in seconds:
                mention = self._at(sentence, index, cast)
            else:
                continue
            if mention is not None:
                mentions.append(mention)
                past = mention.end
        return mentions

    def _at(self, sentence: Sentence, index: int, cast: Cast) -> Mention | None:  # noqa: PLR0911 - each case answers for itself
        low = sentence.low
        if low[index] in self.pronouns:
            kind = "i" if low[index] in self.first_person else "they" if self.pronouns[low[index]] else "he"
            kind = "him" if low[index] in self.objective else kind
            return Mention(index, index + 1, How.PRONOUN, office=kind)
        pair = self.pairs.at(low, index)
        if pair and pair[1] is How.PAIR and low[index + pair[0] : index + pair[0] + 1] in (["of"], ["from"]):
            return None
        if pair and pair[1] is How.PAIR and self._counts_things(sentence, index + pair[0]):
            return Mention(index, index + pair[0], How.OTHER)
        if pair:
            many = (
                (Person(" ".join(low[index : index + pair[0]]), leader=True, several=True),)
                if pair[1] is How.MANY
                else ()
            )
            return Mention(
                index, index + pair[0], pair[1], many, office=" ".join(low[index : index + pair[0]])
            )
        known = self._known(sentence, index)
        if (
            not (known and known[0] > 1)
            and low[index] in self.titles.starters
            and (title := self.titles.at(sentence, index))
        ):
            return self._titled(sentence, title, cast)
        if known:
            end = self._of_country(sentence, index + known[0])
            return Mention(index, end, How.NAME, (cast.known(known[1]),))
        body = self.bodies.at(sentence, index)
        cast.public |= body is not None and body.official
        return body

    def _counts_things(self, sentence: Sentence, after: int) -> bool:
        """Tell "the two armies" from "the two met"."""
        word = sentence.low[after] if after < len(sentence) else "."
        known = word in self.titles.not_names or word in self.titles.before or word.endswith(("ed", "ly"))
        return word.isalpha() and not known and word not in _VERBS

    def _known(self, sentence: Sentence, index: int) -> tuple[int, Entity] | None:
        found = (
            self.lexicon.names.at(sentence.low, index)
            if sentence.low[index] in self.lexicon.names.firsts
            else None
        )
        if found is None or not (
            sentence.raw[index][0].isupper() or sentence.low[index] in self.titles.particles
        ):
            return None
        before = sentence.raw[index - 1] if index else ""
        if (
            found[0] == 1
            and before[:1].isupper()
            and before.isalpha()
            and not sentence.headline
            and before.lower() not in self.titles.not_names
            and before.lower() not in self.titles.honorifics
            and before.lower() not in self.lexicon.offices.firsts
            and index > 1
            and before.lower() not in self.lexicon.places.firsts
            and len(before) > 1
        ):
            return None  # another person of that surname ("Jeb Bush")
        return found[0], found[1][0]

    def _titled(self, sentence: Sentence, title: Title, cast: Cast) -> Mention | None:
        rank = {"of_country": "other"}.get(title.rank, title.rank)
        title.rank = rank = self._speaks_for(sentence, title, rank, cast)
        if title.sides and title.sides[-1].lower() in self.home:
            title.sides = []
        if rank == "many":
            return self._several(sentence, title)
        end = self._home(sentence, title)
        person = self._named(sentence, title, cast)
        if person is None and rank == "official":
            person = self._before(sentence, title, cast)
        how = How.NAME if title.name else How.OFFICE
        side = title.sides[-1] if title.sides else None
        mention = Mention(title.start, end, how, (person,) if person else (), title.office, side, rank)
        owner = self._owner(sentence, title, cast)
        if owner is not None and person is not None and not person.leader:
            person.side = person.side or owner.side
        mention.foreign = title.office in {"counterpart", "opposite number", "colleague"}
        if person is None:
            mention.people = self._office_holder(title, rank, side, cast)
        return mention

    def _before(self, sentence: Sentence, title: Title, cast: Cast) -> Person | None:
        """Return who is introduced name first: "Jane Roe, the interior minister, …"."""
        raw, low, first = sentence.raw, sentence.low, title.start
        while (
            first > max(title.start - _NAME_WORDS, 1) and low[first - 1] != "," and raw[first - 1].islower()
        ):
            first -= 1
        closed = title.end >= len(low) or low[title.end] in _AFTER_TITLE
        if first < _TWO or low[first - 1] != "," or not closed or sentence.capitals:
            return None
        end = start = first - 1
        while start and end - start < _NAME_WORDS and _of_name(raw[start - 1], low[start - 1], self.titles):
            start -= 1
        if end - start < _TWO or low[start] in self.titles.starters or low[start] in self.titles.particles:
            return None
        person = cast.named(" ".join(raw[start:end]))
        self._entitle(person, title, title.sides[-1] if title.sides else None, cast)
        return person

    def _home(self, sentence: Sentence, title: Title) -> int:
        """Read "of Iran" after a titled name; return where the mention ends."""
        low, end = sentence.low, title.name[1] if title.name else title.end
        after = self._of_country(sentence, end) if title.name and not title.sides else end
        if after > end and (place := self.lexicon.places.at(low, end + 1)):
            title.sides.append(place[1].side)
        return after

    def _of_country(self, sentence: Sentence, end: int) -> int:
        """Return where the "of Iran" at *end* is over; *end* where there is none."""
        low = sentence.low
        if end + 1 < len(low) and low[end] == "of":
            place = self.lexicon.places.at(low, end + 1)
            if place and sentence.raw[end + 1][0].isupper():
                return end + 1 + place[0]
        return end

    def _owner(self, sentence: Sentence, title: Title, cast: Cast) -> Person | None:
        """Return whose spokesman it is: "Putin's spokesman"."""
        first = title.start
        if first < 2 or sentence.low[first - 1] != "'s":
            return None
        return cast.by_surname.get(sentence.low[first - 2])

    def _several(self, sentence: Sentence, title: Title) -> Mention | None:
        low, first = sentence.low, title.start
        foreign = title.office == "counterparts"
        sides = list(dict.fromkeys(title.sides))
        many = title.many_sides or len(sides) > 1
        named = (
            title.end < len(low)
            and low[title.end] not in self.titles.not_names
            and (sentence.raw[title.end][0].isupper() and not sentence.headline)
        )
        if not (sides or many or foreign) and named:
            return None  # "Presidents Trump and Zelensky": the names say it
        if not (sides or many or foreign):
            definite = first > 0 and low[first - 1] == "the" and low[title.end : title.end + 1] != ["of"]
            return Mention(first, title.end, How.PAIR if definite else How.OTHER, (), title.office)
        if title.former:
            return Mention(first, title.end, How.OTHER, (), title.office)
        name = sentence_text(sentence, first, title.end)
        vague = low[first] in self.vague and len(title.sides) < 2
        person = Person(
            name,
            "vague" if vague else title.office,
            None if many else sides[0] if sides else None,
            leader=True,
            several=many,
        )
        person.official = True
        mention = Mention(first, title.end, How.MANY, (person,), title.office, rank="many")
        mention.foreign = foreign or (first > 0 and low[first - 1] in {"his", "her"} and many)
        return mention

    def _named(self, sentence: Sentence, title: Title, cast: Cast) -> Person | None:
        if title.name is None:
            return None
        start, end = title.name
        known = self.lexicon.names.at(sentence.low, start)
        royal = self.lexicon.names.at(sentence.low, start - 1)
        if royal and start == title.end and start - 1 + royal[0] == end:
            return self._crowned(royal[1], title, cast)
        side = title.sides[-1] if title.sides else None
        if known and start + known[0] == end:
            person = cast.known(_of_side(known[1], side))
        else:
            name = " ".join(sentence.raw[start:end])
            entity = (
                self._by_surname(sentence.low[end - 1], title, side) if end - start == 1 or side else None
            )
            if entity and end - start > 1 and entity.name[0] != name[0]:
                entity = None  # another leader of that name
            person = cast.known(entity) if entity else cast.named(name)
        self._entitle(person, title, side, cast)
        return person

    def _crowned(self, known: tuple[Entity, ...], title: Title, cast: Cast) -> Person:
        """Return the person whose name the office is part of: "King Hussein"."""
        side = title.sides[-1] if title.sides else None
        person = cast.known(_of_side(known, side))
        self._entitle(person, title, side, cast)
        return person

    def _by_surname(self, surname: str, title: Title, side: str | None) -> Entity | None:
        """Return the known leader of that surname whose office the title may be ("President Bush")."""
        if title.rank != "leader" or title.former:
            return None
        for entity in self.by_surname.get(surname, ()):
            fits = side == entity.side if side else plain(title.office) == plain(entity.office or "")
            if fits or (side is None and title.office == "leader"):
                return entity
        return None

    def _entitle(self, person: Person, title: Title, side: str | None, cast: Cast) -> None:
        leads = title.rank == "leader" and not title.former
        cast.public |= leads
        if person.entity and person.entity.leader:
            if title.rank == "leader" and person.titled is False:
                person.leader = leads or person.candidate
            elif (
                title.rank in {"official", "private"}
                and not person.titled
                and title.office not in _NO_DEMOTION
            ):
                person.leader = person.candidate
            person.leader |= leads
            person.official = person.leader or title.rank != "private"
            person.titled |= leads
        else:
            person.leader |= leads
            person.private |= title.rank == "private"
            person.official = not person.private and (person.official or title.rank in {"leader", "official"})
            person.side = person.side or side
        if leads or person.office is None:
            person.office = title.office

    def _speaks_for(self, sentence: Sentence, title: Title, rank: str, cast: Cast) -> str:  # noqa: PLR0911 - each case answers for itself
        """Return the rank of a spokesperson: official only where those spoken for are."""
        if title.office in self.staff:
            return self._staff_rank(sentence, title, cast)
        if title.office not in self.spokespersons or title.sides or rank != "official":
            return rank
        low, raw, first = sentence.low, sentence.raw, title.start
        if title.end + 1 < len(low) and low[title.end] in {"for", "of"}:
            at = title.end + 1 + (low[title.end + 1] in {"the", "mr", "mr.", "president", "prime"})
            known = at < len(low) and (low[at] in self.starters or low[at] in cast.by_surname)
            if self._celebrity(low, at, cast):
                return "private"
            body = self.lexicon.bodies.at(low, at) if at < len(low) else None
            return "official" if known and not (body and body[1] is False) else "private"
        before = low[first - 1] if first else ""
        if before == "'s" and first > 1:
            owner = self.lexicon.offices.at(low, first - 2)
            if self._celebrity(low, first - 2, cast):
                return "private"
            public = low[first - 2] in self.starters and (owner is None or owner[1] != "private")
            return "official" if public or low[first - 2] in cast.by_surname else "private"
        if first and before in self.by_surname and raw[first - 1][0].isupper() and self._politician(before):
            return "official"
        if (
            first
            and raw[first - 1][0].isupper()
            and before not in self.titles.not_names
            and before not in self.starters
            and first > 1
        ):
            return "official" if self.armed & set(low) else "private"
        return "official" if cast.public or title.name or title.modifiers & self.partisan else "private"

    def _celebrity(self, low: list[str], at: int, cast: Cast) -> bool:
        """Tell whether the word at *at* is of somebody private, by name or by trade: "the actor"."""
        if at >= len(low):
            return False
        person = cast.by_surname.get(low[at])
        office = self.lexicon.offices.at(low, at)
        trade = office is not None and office[0] == 1 and office[1] == "private"
        return trade or (person is not None and person.private and not person.leader)

    def _politician(self, surname: str) -> bool:
        """Tell whether nobody but public figures is known by *surname* ("a Cruz spokeswoman")."""
        return surname in self.weak or surname in self.lexicon.names.firsts

    def _staff_rank(self, sentence: Sentence, title: Title, cast: Cast) -> str:
        """Return the rank of an aide, an ally, a source: official where a leader or a state is served."""
        low, first = sentence.low, title.start
        if title.sides:
            return "private" if title.body is False else "official"
        before = low[first - 1] if first else ""
        owner = low[first - 2] if before == "'s" and first > 1 else before
        if owner in cast.by_surname:
            return "official" if cast.by_surname[owner].official else "private"
        if low[title.end : title.end + 1] in (["to"], ["of"], ["for"]):
            served = low[title.end + 1 : title.end + 4]
            names = self.lexicon.names.firsts
            if any(word in cast.by_surname or (word in names and word != "the") for word in served):
                return "official"
            if any(
                self.lexicon.offices.at(served, at)
                for at in range(len(served))
                if served[at] in {"president", "prime"}
            ):
                return "official"
        return (
            "official"
            if self._politician(owner) or (title.modifiers & {"senior"} and cast.public)
            else "private"
        )

    def _office_holder(self, title: Title, rank: str, side: str | None, cast: Cast) -> tuple[Person, ...]:
        leader = rank == "leader" and not title.former
        office = plain(title.office)
        if leader and not title.modifiers & {"new", "next"}:
            for person in cast.people:
                if person.leader and side and person.side == side and fits(office, person.office):
                    return (person,)
        key = (title.office, side)
        person = cast.by_office.get(key) or Person(
            title.office,
            title.office,
            side,
            leader,
            rank in {"leader", "official"} or (rank != "private" and title.office in self.civic),
        )
        if leader and side:
            person.name = f"{side}'s {title.office}"
        cast.by_office[key] = person
        return (person,)

    def _hyphened(self, sentence: Sentence, index: int, cast: Cast) -> Mention | None:
        parts = sentence.low[index].split("-")
        if len(parts) != 2 or not all(part in self.hyphened for part in parts):
            return None
        people = []
        for part in parts:
            found = self.lexicon.names.at([part], 0)
            if found is None:
                return None
            people.append(cast.known(found[1][0]))
        return Mention(index, index + 1, How.NAME, tuple(people))

    def _implicit(self, sentence: Sentence, mentions: list[Mention], cast: Cast) -> None:
        """Add mentions by surname alone of people introduced anywhere in the article."""
        low, raw = sentence.low, sentence.raw
        taken = {index for mention in mentions for index in range(mention.start, mention.end)}
        self._weakly(sentence, mentions, taken, cast)
        added = False
        for index, word in enumerate(low):
            if word not in cast.by_surname or index in taken or not raw[index][0].isupper():
                continue
            start, end = index, index + 1
            if index > 1 and low[index - 1] in self.titles.particles and index - 1 not in taken:
                start -= 1 + (low[index - 2] in self.titles.honorifics and index - 2 not in taken)
            elif index and low[index - 1] in self.titles.honorifics and index - 1 not in taken:
                start -= 1
            elif (
                index and raw[index - 1][0].isupper() and raw[index - 1].isalpha() and index - 1 not in taken
            ):
                if low[index - 1] not in self.titles.not_names and not sentence.headline and index > 1:
                    if not cast.by_surname[word].name.lower().startswith(low[index - 1]):
                        continue
                    start -= 1
                elif cast.by_surname[word].name.lower().startswith(low[index - 1]):
                    start -= 1
            mentions.append(Mention(start, end, How.NAME, (cast.by_surname[word],)))
            added = True
        if added:
            mentions.sort(key=lambda mention: mention.start)

    def _weakly(self, sentence: Sentence, mentions: list[Mention], taken: set[int], cast: Cast) -> None:
        """Take a known leader's surname for that leader where nobody else of the name is spoken of."""
        low, raw = sentence.low, sentence.raw
        for index, word in enumerate(low):
            if word not in self.by_surname:
                continue
            if (
                (
                    word not in self.weak
                    and not (index and low[index - 1] == "'s")
                    and not self._beside(sentence, mentions, index)
                )
                or index in taken
                or word in cast.by_surname
                or not raw[index][0].isupper()
            ):
                continue
            before, after = raw[index - 1] if index else ".", raw[index + 1] if index + 1 < len(raw) else "."
            titled = before.lower() in self.titles.honorifics
            if before.lower() == "'s" and index > 1:
                if entity := self._countryman(low, index):
                    cast.known(entity)
                continue
            named = (
                before[0].isupper()
                and before.isalpha()
                and not titled
                and before.lower() not in self.titles.not_names
            )
            if (
                named
                or (after[0].isupper() and after.isalpha() and low[index + 1] not in self.titles.not_names)
            ) and not sentence.headline:
                continue
            cast.known(self.by_surname[word][0])

    def _beside(self, sentence: Sentence, mentions: list[Mention], index: int) -> bool:
        """Tell "Kohl" of the headline "Yeltsin, Kohl hold talks": a common surname next to a leader's."""
        raw, low = sentence.raw, sentence.low
        after = raw[index + 1] if index + 1 < len(raw) else "."
        titled = index > 0 and low[index - 1] in self.titles.honorifics
        if after[0].isupper() and low[index + 1] not in self.titles.not_names:
            return False
        joined = index > 1 and low[index - 1] in {"and", "&"}
        near = len(low) if titled or index == 0 else _TWO
        return (titled or joined or sentence.headline) and any(
            mention.leaders
            and (titled or mention.how is How.NAME)
            and 0 < _apart(mention, index) <= near
            and (not joined or mention.end == index - 1)
            for mention in mentions
        )

    def _countryman(self, low: list[str], index: int) -> Entity | None:
        """Return the known leader of "Egypt's Maher": a common surname, told apart by the country."""
        for first in range(max(0, index - 4), index - 1):
            place = self.lexicon.places.at(low, first) if low[first] in self.lexicon.places.firsts else None
            if place and first + place[0] == index - 1:
                side = place[1].side
                return next((one for one in self.by_surname[low[index]] if one.side == side), None)
        return None


def _apart(mention: Mention, index: int) -> int:
    """Return how many words stand from *mention* to *index*, 1 for neighbours."""
    return index - mention.end + 1 if index >= mention.end else mention.start - index


def _of_side(entities: tuple[Entity, ...], side: str | None) -> Entity:
    return next((entity for entity in entities if side and entity.side == side), entities[0])


def _of_name(word: str, low: str, titles: TitleReader) -> bool:
    return (word[0].isupper() and word.isalpha() and low not in titles.not_names) or low in titles.particles
