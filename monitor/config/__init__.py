"""Settings: `config.toml` read into one checked, immutable `Config`."""

from monitor.config.load import load_config
from monitor.config.model import Config, MonitorSettings

__all__ = ["Config", "MonitorSettings", "load_config"]
