"""Letter → Findings: what was meant.

`understand` reads the new words of a letter sentence by sentence (a spaCy pipeline of our own), lets the learnt voice
and the rules say how each may be meant, and puts that together to issues, commitments and events, each with its
sentence.
`docs/understanding.md` tells how, and what it gets wrong.
"""

from assistant.understanding.speaker import speaker_of
from assistant.understanding.understand import understand

__all__ = ["speaker_of", "understand"]
