"""The wheel, built and used with no repository at hand: it carries the types and the whole default pack."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import monitor
from monitor.cli.pack import PACK

ROOT = Path(__file__).resolve().parents[2]
MODELINE = "# yaml-language-server: "


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def site(wheel):
    """A folder for `PYTHONPATH` that holds what an installer would put there."""
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(wheel.parent / "site")
    return wheel.parent / "site"


@pytest.fixture
def typed(site, tmp_path):
    def run(*arguments, where="."):
        done = subprocess.run(
            [sys.executable, "-P", "-m", "monitor", *arguments],
            cwd=tmp_path / where,
            env={**os.environ, "PYTHONPATH": str(site)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


def test_the_wheel_is_of_this_version_and_typed(wheel, site):
    assert wheel.name == f"monitor-{monitor.__version__}-py3-none-any.whl"
    assert (site / "monitor/py.typed").is_file()


def test_the_wheel_holds_every_file_of_the_package(site):
    tracked = subprocess.run(
        ["git", "ls-files", "monitor"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert [name for name in tracked.stdout.splitlines() if not (site / name).is_file()] == []


def test_the_pack_is_all_the_rules_and_seeds_of_the_repository():
    tracked = subprocess.run(
        ["git", "ls-files", "rules", "seeds"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert list(PACK) == tracked.stdout.splitlines()


def without_modeline(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith(MODELINE)]


def test_a_folder_begun_from_the_wheel_is_good_and_passes_all_its_tests(typed, tmp_path, site):
    typed("init", "desk")
    for name in PACK:
        copied, ours = (without_modeline(home / name) for home in (tmp_path / "desk", ROOT))
        assert copied == ours
    assert typed("check", where="desk") == "good: 4 rules\n"
    told = typed("test", where="desk")
    assert ", 0 failed" in told
    for rule in ("leader-contact", "planned-contact", "official-denial", "sanctions-on-shipping"):
        assert f"passed {rule}: " in told


def test_what_runs_from_the_wheel_is_the_wheel(site, tmp_path):
    told = subprocess.run(
        [sys.executable, "-P", "-c", "import monitor.cli.main; print(monitor.cli.main.__file__)"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(told.stdout.strip()).is_relative_to(site)
