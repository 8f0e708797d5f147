"""Sending: one worker for each channel batches its queue and delivers what is due."""

from monitor.delivery.channel_health import ChannelHealth
from monitor.delivery.shutdown import end
from monitor.delivery.worker import DeliveryResources, DeliveryWorker

__all__ = ["ChannelHealth", "DeliveryResources", "DeliveryWorker", "end"]
