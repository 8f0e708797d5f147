"""Running the tests that stand in rules: single articles, and series told by a whole desk in virtual time."""

from monitor.ruletest.run import Trials

__all__ = ["Trials"]
