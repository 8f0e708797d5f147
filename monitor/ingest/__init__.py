"""The first runner: from files that arrived to everything that follows from them, kept."""

from monitor.alert.telling import Desk
from monitor.ingest.ingester import Ingester, TakenIn

__all__ = ["Desk", "Ingester", "TakenIn"]
