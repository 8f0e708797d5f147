"""Finds and reads rule files: a file or all below a folder, UTF-8 only, within a size limit."""

from __future__ import annotations

import codecs
import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

from monitor.article.paths import display_path, shortened
from monitor.located.error_codes import Code, explain
from monitor.located.yaml_parse import MAX_BYTES

RULE_SUFFIXES = (".yaml", ".yml")


_OF_RULES = re.compile(
    r"^(?:- |\{\s*)?[\"'\[]?(?:rules?|lists?|entities|words|conditions|exceptions|defaults)\b"
    r"[\"'\]]?\s*(?:[:=]|$)"
    r"|^[ -]{0,4}[\"']?when[\"']?\s*[:=]",
    re.IGNORECASE | re.MULTILINE,
)


def looks_like_rules(text: str) -> bool:
    """Return whether *text* is meant as a rule file: only then may errors show what it holds.

    Any file can be named by mistake, one of secrets too.
    """
    return _OF_RULES.search(text.removeprefix("\ufeff").replace("\r", "\n")) is not None


_PLAIN_TOKEN = re.compile(
    r"[*\"'“„«(\[]*"
    r"(?:[^\W\d_](?:[^\W\d_]|['’.&/-](?=[^\W\d_])){0,39}(?:-?\d{1,3})?|\d{1,4})"
    r"\+{0,2}[*\"'”»)\].,;!?]*"
    r"|([-*=.…–—])\1{0,79}"
)
_MIXED_CASE = re.compile(r"[a-z][A-Z].*[a-z][A-Z]")


def looks_like_words(text: str) -> bool:
    """Return whether *text* is plainly a list of words and names: only then may errors show what it holds.

    What passwords, keys and settings are made of (digits among letters, signs within words, `name=value`)
    is no plain word.
    """
    entries = (line.partition("#")[0].split() for line in text.splitlines())
    return all(
        _PLAIN_TOKEN.fullmatch(token) and not _MIXED_CASE.search(token)
        for entry in entries
        for token in entry
    )


class FileTrouble(Exception):
    """A file cannot be read as text; `reason` completes the sentence "the file …"."""

    def __init__(self, path: str, code: Code, reason: str, hint: str = "") -> None:
        self.path = display_path(path)
        self.code = code
        self.reason = reason
        self.hint = hint
        self.line = self.column = 1
        self.line_text = ""
        super().__init__(f"{path} {reason}")


explain(
    Code.PATH_MISSING,
    "A file or folder of rules was named that is not there. Check the spelling, and that the path is "
    "meant from the folder you started in (in config.toml: from the folder of config.toml).",
)
explain(
    Code.NO_RULE_FILES,
    "A folder of rules holds no rule file. Rule files end in .yaml or .yml; files and folders whose name "
    "begins with a dot are left out.",
)


def rule_files(path: str) -> Iterator[str]:
    """Yield the rule files at *path*: itself when a file, all below it when a folder, sorted.

    Hidden files and folders are left out, and links to folders are not followed.

    Raises:
        FileTrouble: *path* is missing, cannot be listed, or holds no rule file.
    """
    if not _is_folder(path):
        if not os.path.lexists(path):
            raise FileTrouble(path, Code.PATH_MISSING, "is not there", "check the spelling of the path")
        yield path
        return
    count = 0
    for folder, folders, names in os.walk(path, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(RULE_SUFFIXES) and not name.startswith("."):
                count += 1
                yield str(Path(folder) / name)
    if not count:
        raise FileTrouble(path, Code.NO_RULE_FILES, "holds no rule files", "rule files end in .yaml or .yml")


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except OSError as error:
        raise _unreadable(path, error) from error


def _refuse(error: OSError) -> None:
    raise _unreadable(str(error.filename), error) from error


explain(
    Code.UNREADABLE_FILE,
    "The file is there but the system does not let us read it: most often its permissions.",
)


def _unreadable(path: str, error: OSError) -> FileTrouble:
    if error.errno == errno.ENAMETOOLONG:
        reason = f"is a path too long for any file ({len(os.fsencode(path)):,} bytes)"
        return FileTrouble(shortened(path), Code.PATH_MISSING, reason, "check the spelling of the path")
    reason = f"cannot be read: {(error.strerror or str(error)).lower()}"
    return FileTrouble(path, Code.UNREADABLE_FILE, reason, "check who may read it")


def read_text_file(path: str) -> str:
    """Return the text of the UTF-8 file at *path*, at most `MAX_BYTES` long.

    Raises:
        FileTrouble: it is missing, too large, not readable, or not UTF-8.
    """
    try:
        if "\0" in path or not Path(path).is_file():
            is_there = "\0" not in path and os.path.lexists(path)
            raise FileTrouble(path, Code.PATH_MISSING, "is not a file" if is_there else "is not there")
        with Path(path).open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    return decode(content, path)


explain(
    Code.FILE_TOO_LARGE,
    "A rule file may be 5 MB at most. Split it, or move long lists of names to text files (lists: {names: "
    "names.txt}).",
)
explain(Code.NOT_UTF8, "Rule files are UTF-8 text. An editor's “Save as … encoding: UTF-8” mends this.")


def decode(content: bytes, path: str) -> str:
    """Return *content* as text, without a byte order mark.

    Raises:
        FileTrouble: it is too large or not UTF-8.
    """
    if len(content) > MAX_BYTES:
        raise FileTrouble(
            path,
            Code.FILE_TOO_LARGE,
            f"is larger than {MAX_BYTES // 1_000_000} MB",
            "split it, or move long lists to text files",
        )
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
        reason = "is UTF-16 text, which Windows calls Unicode" if is_utf16 else "is not UTF-8 text"
        trouble = FileTrouble(path, Code.NOT_UTF8, reason, "save it with the encoding UTF-8")
        before, _, broken = content[: error.start].rpartition(b"\n")
        trouble.line = before.count(b"\n") + 1 + (b"\n" in content[: error.start])
        trouble.column = len(broken.decode("utf-8")) + 1
        if looks_like_rules(content.decode("utf-8", "replace")):
            trouble.line_text = content.split(b"\n")[trouble.line - 1].decode("utf-8", "replace")
        raise trouble from error
