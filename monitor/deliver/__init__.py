"""The second runner: a courier for each channel, who presses its queue and delivers what is due."""

from monitor.deliver.courier import Courier, Office
from monitor.deliver.ending import end
from monitor.deliver.trouble import Watch

__all__ = ["Courier", "Office", "Watch", "end"]
