"""Names that an article shortens: "the Central Bank of Nigeria (CBN)" is meant by "CBN" everywhere in it."""

from __future__ import annotations

from monitor.extract.cast.shapes import BODY, NAME, Line, Shape

_OPEN, _CLOSE = frozenset({"(", "["}), frozenset({")", "]"})
_SHORTEST = 2


class Abbreviations:
    """The bodies of one article by the letters it calls them."""

    def __init__(self) -> None:
        """Begin an article."""
        self.known: dict[str, tuple[Line, Shape]] = {}

    def see(self, line: Line, shapes: list[Shape]) -> None:
        """Take the letters in brackets behind a body of *shapes*."""
        for shape in shapes:
            at = shape.end + 1
            if shape.kind != BODY or line.key(shape.end) not in _OPEN or line.key(at + 1) not in _CLOSE:
                continue
            raw = line.raw[at]
            if raw.isupper() and len(raw) >= _SHORTEST and shape.body is not None and line.upper(shape.head):
                self.known.setdefault(line.keys[at], (line, shape))

    def meant(self, line: Line, shape: Shape) -> tuple[Line, Shape] | None:
        """Return the body in full, and where, that the letters of *shape*, a name of one word, stand for."""
        start, end = (shape.start, shape.end) if shape.kind == BODY else (shape.name or (0, 0))
        short = (
            shape.kind in {NAME, BODY}
            and end - start == 1
            and line.raw[start].isupper()
            and not line.capitals
        )
        return self.known.get(line.keys[start]) if short else None


def shortened(line: Line, before: Shape, shape: Shape) -> bool:
    """Tell "Farabundo Marti National Liberation Front (FMLN)": the letters of a body known by them."""
    letters = line.raw[shape.start]
    opens = line.keys[before.end : shape.start] in (["("], ["["]) and line.key(shape.end) in _CLOSE
    if not opens or shape.end - shape.start != 1 or not letters.isupper() or shape.kind != BODY:
        return False
    if before.kind != NAME and not (before.kind == BODY and not before.sides):
        return False
    first = "".join(raw[0] for raw in line.raw[before.start : before.end] if raw[0].isupper())
    return len(first) >= _SHORTEST and (letters.endswith(first) or set(letters) <= set(first))
