"""The office that most tests of the program start from."""

from __future__ import annotations

import pytest

from .offices import folder_office


@pytest.fixture
def office(tmp_path):
    return folder_office(tmp_path)
