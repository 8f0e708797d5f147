"""The first runner: from files that arrived to everything that follows from them, kept."""

from monitor.ingest.ingester import Desk, Ingester, TakenIn

__all__ = ["Desk", "Ingester", "TakenIn"]
