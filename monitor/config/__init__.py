"""Settings: `config.toml` read into one checked, immutable `Config`."""

from monitor.config.load import load_config, load_settings
from monitor.config.model import Config, MonitorSettings, Settings

__all__ = ["Config", "MonitorSettings", "Settings", "load_config", "load_settings"]
