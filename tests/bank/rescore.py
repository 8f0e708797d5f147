"""Writes `scores.toml` anew, from the rounds beside it and the reader as it is."""

from __future__ import annotations

from pathlib import Path

from scoring import lines, score

HERE = Path(__file__).parent
KEYS = (
    "labelled",
    "told",
    "found",
    "right",
    "opposite",
    "other",
    "deniers",
    "deniers_found",
    "denials",
    "denials_right",
)


def main() -> None:
    """Score every round in every language."""
    rows = []
    for path in sorted(HERE.glob("round_*.jsonl")):
        for language in ("en", "ru", "uk"):
            counts = score(one for one in lines(path) if one["lang"] == language)
            rows.append(
                f"{path.stem}_{language} = {{ {', '.join(f'{key} = {counts[key]}' for key in KEYS)} }}"
            )
    head = "# What is read of each round, by language; test_bank.py says what the counts are.\n"
    (HERE / "scores.toml").write_text(head + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
