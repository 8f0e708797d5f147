"""Ingestion: files that arrived → evaluated, decided, and stored in one transaction."""

from monitor.alert.dispatch import Desk
from monitor.ingest.pipeline import Ingester, TakenIn

__all__ = ["Desk", "Ingester", "TakenIn"]
