"""Who an article in Russian or Ukrainian has spoken of so far.

Surnames and offices lead back to one party.
"""

from __future__ import annotations

from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.entity import Entity
from monitor.extract.lang.slavic.declension import forms
from monitor.extract.lang.slavic.names import OfficeRow

_SPOKE = frozenset({"speaker"})
_SAME_OFFICE = {"leader": {"president", "prime minister", "king", "chancellor", "leader", "supreme leader"}}


class Roster:
    """The parties of one article, in order of their last mention."""

    def __init__(self, language: str) -> None:
        """Start with nobody."""
        self.language = language
        self.parties: list[Party] = []
        self.bodies: list[Party] = []
        self.surnames: dict[str, list[tuple[Party, int]]] = {}
        self._known: dict[str, Party] = {}

    def known(self, entity: Entity) -> Party:
        """Return the party that a known person is."""
        party = self._known.get(entity.name)
        if party is None:
            party = Party(
                entity.name,
                PartyKind.PERSON,
                entity.office,
                entity.side,
                leader=entity.leader or entity.candidate,
                official=entity.official,
                spokesman="spokes" in (entity.office or ""),
                basis="full name",
            )
            self._known[entity.name] = party
        self._last(party)
        return party

    def person(
        self, name: str, office: OfficeRow | None, side: str | None, *, woman: bool, former: bool
    ) -> Party:
        """Return the party of that *name*, new or met before, whose office the text may add to."""
        party = next((one for one in self.parties if one.name == name), None)
        if party is None:
            party = Party(name, PartyKind.PERSON, basis="office and name")
            for form, cases in forms(name.rsplit(maxsplit=1)[-1], self.language, woman=woman).items():
                self.surnames.setdefault(form, []).append((party, cases))
        if office is not None and party.office is None:
            party.office, party.side, party.former = office.english, side, former
            party.leader = (
                office.rank == "leader"
                and not former
                and (side is not None or office.english in {"king", "pope"})
            )
            party.official = office.rank in {"leader", "speaker", "official"} and not former
            party.spokesman = office.rank == "speaker"
        self._last(party)
        return party

    def holder(self, office: OfficeRow, side: str | None) -> Party | None:
        """Return who was last said to hold *office*, of *side* where one is given; None: nobody was."""
        alike = _SAME_OFFICE.get(office.english, {office.english})
        for party in reversed(self.parties):
            if party.kind is not PartyKind.PERSON or party.former or party.office is None:
                continue
            if (side is None or party.side == side) and party.office in alike:
                self._last(party)
                return party
        return None

    def met(self, form: str) -> tuple[Party, int] | None:
        """Return the party whose surname has *form*, and its cases."""
        found = self.surnames.get(form)
        return found[-1] if found else None

    def meet(self, party: Party) -> None:
        """Remember a body or country that was mentioned."""
        self.bodies.append(party)

    def meant(self, party: Party) -> Party:
        """Return the body that "ведомство", "министерство" without a name stands for.

        The one spoken of last.
        """
        if (
            party.kind is not PartyKind.BODY
            or party.office not in {"agency", "ministry"}
            or " " in party.name
        ):
            return party
        named = (one for one in reversed(self.bodies) if one.kind is PartyKind.BODY and one.official)
        return next((one for one in named if one.office not in {"agency", "ministry"}), party)

    def home(self, party: Party) -> str | None:
        """Return whose a body or office without a country is.

        That of the same one named before, the only country there is, or in Ukrainian Ukraine's.
        """
        same = next(
            (
                one.side
                for one in reversed(self.bodies)
                if one.office and one.office == party.office and one.side
            ),
            None,
        )
        if same is not None or self.language == "uk":
            return same or "Ukraine"
        sides = {one.side for one in (*self.bodies, *self.parties) if one.side}
        return sides.pop() if len(sides) == 1 else None

    @property
    def spoken_of(self) -> bool:
        """Tell whether anybody, or any country, was mentioned."""
        return bool(self.parties or self.bodies)

    def last(self, *, sex: str = "") -> Party | None:
        """Return the person spoken of last."""
        return next(
            (one for one in reversed(self.parties) if one.kind is PartyKind.PERSON and one.sex in {"", sex}),
            None,
        )

    def _last(self, party: Party) -> None:
        if party in self.parties:
            self.parties.remove(party)
        self.parties.append(party)
