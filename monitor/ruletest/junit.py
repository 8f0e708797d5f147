"""Test results as JUnit XML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from monitor.rule.examples import ExampleResult

# What XML 1.0 cannot hold in any form.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_xml(results: Sequence[ExampleResult]) -> bytes:
    """Return one whole document, in UTF-8."""
    failed = sum(not one.passed for one in results)
    root = ET.Element(
        "testsuites", name="monitor test", tests=str(len(results)), failures=str(failed), errors="0"
    )
    by_file: dict[str, list[ExampleResult]] = {}
    for result in results:
        by_file.setdefault(result.example.location.path, []).append(result)
    for file, of_file in by_file.items():
        suite = ET.SubElement(root, "testsuite", name=_clean(file), tests=str(len(of_file)), errors="0")
        suite.set("failures", str(sum(not one.passed for one in of_file)))
        for result in of_file:
            _add_case(suite, result)
    ET.indent(root)
    whole: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return whole + b"\n"


def _add_case(suite: ET.Element, result: ExampleResult) -> None:
    example = result.example
    case = ET.SubElement(suite, "testcase", classname=_clean(example.rule), name=_clean(example.name))
    case.set("file", _clean(example.location.path))
    case.set("line", str(example.location.line))
    if not result.passed:
        failure = ET.SubElement(case, "failure", type="expectation", message=_clean(result.reasons[0]))
        failure.text = _clean("\n".join((str(example.location), *result.reasons, *result.details)))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
