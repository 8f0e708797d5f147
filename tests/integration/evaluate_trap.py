"""Rules that do to their process what the article asks for: what no rule or article may do to the daemon."""

from __future__ import annotations

import os
import signal
import time

from monitor.article.model import Article
from monitor.rule.model import Match


class Trap:
    """Stands in for a rule set in the child; it travels there by name."""

    rules = ()

    def match(self, article: Article) -> tuple[Match, ...]:
        """Do what the headline says."""
        word, _, number = article.title.partition(" ")
        if word == "signal":
            os.kill(os.getpid(), signal.Signals[number])
        elif word == "spin":
            while True:
                pass
        elif word == "sleep":
            time.sleep(float(number))
        elif word == "hoard":
            bytearray(int(number))
        elif word == "raise":
            raise RuntimeError(number)
        elif word == "recurse":
            self.match(article)
        elif word == "exit":
            os._exit(int(number))
        return ()
