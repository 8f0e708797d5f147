"""The `[[sources]]` table of `config.toml`: a watched folder's settings.

`path` is taken as it stands: whoever reads the file makes it absolute first.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from monitor.duration import seconds_of
from monitor.located.keys import AS_LENGTH, Line, key, must, switch

Seconds = Annotated[
    float,
    BeforeValidator(seconds_of),
    Field(gt=0, le=30 * 86400, strict=True, allow_inf_nan=False),
    AS_LENGTH,
]


class FolderConfig(BaseModel):
    """A watched folder.

    `settle`: how long a file must stay unchanged when nothing else says that it is complete.
    `poll`: between two looks at the names alone; `full_scan`: between two looks at every file, which
    the daemon's schedule asks for (`FolderSource.scan_soon(full=True)`).
    `ignore`: globs; one with a slash is held against the path below the folder, one without
    against the name of the file and of every folder above it.
    `publisher`, `timezone`, `language`: what its articles do not say themselves.
    `silent_after`: seconds without a new article after which the desk is notified that the feed fell
    silent; None: never.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["folder"] = must("What kind of source it is.", "folder")
    path: str = must("The folder; starts at this file's.", "inbox", min_length=1)
    recursive: bool = switch("Whether the folders inside it are watched too; true unless set.", default=True)
    settle: Seconds = key(
        "How long a file must stay unchanged to be complete; 800ms unless set.", "800ms", default=0.8
    )
    poll: Seconds = key("Between two looks at the names; 30s unless set.", "30s", default=30.0)
    full_scan: Seconds = key("Between two looks at every file; 10m unless set.", "10m", default=600.0)
    ignore: tuple[str, ...] = key(
        "Globs of what is passed over; with a slash, below the folder; nothing unless set.",
        ["*.part", "drafts/*"],
        default=(),
    )
    publisher: Line | None = key(
        "The publisher of articles that name none; not given unless set.", "South China Morning Post"
    )
    timezone: Line | None = key(
        "For dates of its articles that name no zone; the one of [monitor] unless set.", "Asia/Hong_Kong"
    )
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] | None = key(
        "The language of articles too short to tell it, as two letters; undecided unless set.", "en"
    )
    silent_after: Seconds | None = key("No new article for so long is told; never unless set.", "6h")
