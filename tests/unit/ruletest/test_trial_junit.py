"""Results as build servers read them."""

from xml.etree import ElementTree as ET

from monitor.errors import Location
from monitor.rule.examples import Example, ExampleArticle, ExampleResult
from monitor.ruletest.junit import junit_xml


def result(name, *reasons, file="rules/a.yaml", details=()):
    example = Example(
        rule="one", name=name, location=Location(file, 5, 9), article=ExampleArticle(title="T", text="x")
    )
    return ExampleResult(example=example, reasons=reasons, details=details)


def test_each_file_is_a_suite_with_its_counts():
    root = ET.fromstring(junit_xml([result("a"), result("b", "wrong"), result("c", file="rules/b.yaml")]))
    assert (root.get("tests"), root.get("failures")) == ("3", "1")
    assert [(one.get("name"), one.get("tests"), one.get("failures")) for one in root] == [
        ("rules/a.yaml", "2", "1"),
        ("rules/b.yaml", "1", "0"),
    ]


def test_a_failure_holds_place_reasons_and_details():
    (case,) = ET.fromstring(junit_xml([result("b", "wrong <so>", "and so", details=("✗ all:",))])).iter(
        "testcase"
    )
    assert (case.get("classname"), case.get("name"), case.get("line")) == ("one", "b", "5")
    (failure,) = case
    assert failure.get("message") == "wrong <so>"
    assert failure.text == "rules/a.yaml:5:9\nwrong <so>\nand so\n✗ all:"


def test_what_xml_cannot_hold_is_replaced():
    (case,) = ET.fromstring(junit_xml([result("a\x07b", "c\x1b\ud800d")])).iter("testcase")
    assert case.get("name") == "a\ufffdb"
    assert case[0].get("message") == "c\ufffd\ufffdd"


def test_no_tests_are_a_document_too():
    assert ET.fromstring(junit_xml([])).get("tests") == "0"
