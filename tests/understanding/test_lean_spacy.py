"""spaCy is loaded without its command line, which stays within reach."""

import subprocess
import sys

SCRIPT = """
import sys, assistant.understanding
print("weasel" in sys.modules, "spacy.cli" in sys.modules)
import spacy.cli
print(callable(spacy.cli.info))
"""


def test_spacy_s_commands_are_not_loaded_and_can_still_be():
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "True"]
