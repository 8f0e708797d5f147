"""Settings: `config.toml` read into one checked, immutable `Config`."""

from monitor.config.load import load_config, load_desk, load_for_run, load_settings, without_file
from monitor.config.model import AlertsConfig, Config, HeartbeatConfig, MonitorSettings, Settings

__all__ = [
    "AlertsConfig",
    "Config",
    "HeartbeatConfig",
    "MonitorSettings",
    "Settings",
    "load_config",
    "load_desk",
    "load_for_run",
    "load_settings",
    "without_file",
]
