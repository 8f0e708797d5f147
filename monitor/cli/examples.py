"""`monitor test`: run the tests written inside rules."""

from __future__ import annotations

import argparse
from functools import partial

from monitor.cli.shared import Refused, complain, rules_of


def main(options: argparse.Namespace) -> int:
    """Return 0 when every test passed, 1 when one failed or the rules cannot be loaded."""
    from monitor.rule.examples import run_examples

    try:
        rules = rules_of(options.paths, options.config)
    except Refused as refused:
        complain(str(refused))
        return 1
    results = run_examples(rules.examples, partial(rules.match, disabled=True))
    failed = [result for result in results if not result.passed]
    for result in failed:
        example = result.example
        print(f"{example.location}: FAILED {example.rule}: {example.name}")
        for reason in result.reasons:
            print(f"    {reason}")
    tested = {result.example.rule for result in results}
    for rule in rules.rules:
        if rule.id not in tested:
            print(f"{rule.location}: {rule.id} has no tests")
    print(f"{len(results) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0
