"""The first runner: from files that arrived to everything that follows from them, kept."""

from monitor.alert.dispatch import Desk
from monitor.ingest.pipeline import Ingester, TakenIn

__all__ = ["Desk", "Ingester", "TakenIn"]
