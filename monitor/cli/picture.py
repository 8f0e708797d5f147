"""A picture of a page, made by the Chromium that is installed, if one is."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_SECONDS = 60
_SIZE = "720,900"


def picture_of(page: str, path: Path) -> bool:
    """Write a picture of the HTML *page* to *path*, a .png; return False where no browser could."""
    browser = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        return False
    with tempfile.TemporaryDirectory(prefix="monitor-page-") as folder:
        source, made = Path(folder) / "page.html", Path(folder) / "page.png"
        source.write_text(page, encoding="utf-8")
        command = [browser, "--headless", "--disable-gpu", "--no-sandbox", "--hide-scrollbars"]
        command += [f"--user-data-dir={folder}/profile", f"--window-size={_SIZE}"]
        command += [f"--screenshot={made}", source.as_uri()]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603 - no shell
            path.write_bytes(made.read_bytes())
        except (subprocess.SubprocessError, FileNotFoundError):
            return False
    return True
