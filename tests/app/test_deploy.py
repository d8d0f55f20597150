"""What is handed to systemd, launchd and Docker is well formed, hardened, and speaks of commands that exist."""

from __future__ import annotations

import configparser
import plistlib
import re
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
import yaml

from assistant.app.notify import notify
from assistant.cli.door import app

from . import offices

assert offices  # imported so that the commands register themselves

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = [DEPLOY / "delegate.service", DEPLOY / "delegate-backup.service"]
COMMANDS = {command.name or command.callback.__name__ for command in app.registered_commands}


@pytest.fixture(scope="module")
def systemd_analyze() -> str:
    found = shutil.which("systemd-analyze")
    if found is None:
        pytest.skip("systemd-analyze is not installed")
    return found


@pytest.mark.server
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_is_hardened(unit, systemd_analyze):
    words = [systemd_analyze, "security", "--offline=true", "--no-pager", "--threshold=20", str(unit)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-300:] + done.stderr


@pytest.mark.server
def test_systemd_understands_every_line(systemd_analyze, tmp_path):
    for unit in [*UNITS, DEPLOY / "delegate-backup.timer"]:
        text = unit.read_text().replace("/opt/delegate/bin/assistant --config", "/bin/true --config")
        (tmp_path / unit.name).write_text(text)
    done = subprocess.run(
        [systemd_analyze, "verify", "--man=no", *map(str, tmp_path.iterdir())],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_two_units_are_hardened_alike():
    service, backup = (_settings(unit) for unit in UNITS)
    own = {
        "Type",
        "NotifyAccess",
        "ExecStart",
        "Restart",
        "RestartSec",
        "WatchdogSec",
        "TimeoutStartSec",
        "TimeoutStopSec",
        "Environment",
        "Nice",
    }
    own |= {"MemoryHigh", "MemoryMax", "TasksMax", "IOSchedulingClass"}
    assert {k: v for k, v in service.items() if k not in own} == {k: v for k, v in backup.items() if k not in own}


def _settings(unit: Path) -> dict[str, str]:
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str
    parser.read_string(unit.read_text())
    return dict(parser["Service"])


def test_launchd_gets_a_property_list_that_runs_the_service():
    job = plistlib.loads((DEPLOY / "delegate.plist").read_bytes())
    assert job["ProgramArguments"][-1] == "run"
    assert job["KeepAlive"] is True
    assert job["Umask"] == 0o77


def test_the_container_runs_as_nobody_special_on_a_root_that_it_cannot_write_to():
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    assert "USER 10001:10001" in lines
    assert any(line.startswith("HEALTHCHECK") and '"doctor", "--json"' in line for line in lines)
    (service,) = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"].values()
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]


def test_the_page_speaks_of_commands_and_files_that_exist():
    page = (ROOT / "docs" / "service.md").read_text()
    shell = "\n".join(re.findall(r"^```sh\n(.*?)^```", page, re.MULTILINE | re.DOTALL))
    words = re.findall(r"(?:sudo delegate|--rm delegate|\bassistant)(?: --config \S+)? ([a-z]+)", shell)
    assert len(words) >= 8
    assert set(words) <= COMMANDS
    for name in re.findall(r"deploy/[\w.-]+", page):
        assert (ROOT / name).exists(), name


@pytest.mark.parametrize("abstract", [False, True])
def test_the_manager_that_listens_is_told(abstract, tmp_path, monkeypatch):
    name = f"@delegate-{tmp_path.name}" if abstract else str(tmp_path / "socket")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(name.replace("@", "\0") if abstract else name)
        listener.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", name)
        notify("READY=1")
        assert listener.recv(100) == b"READY=1"


def test_where_nobody_listens_nothing_is_told(monkeypatch):
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    notify("READY=1")
