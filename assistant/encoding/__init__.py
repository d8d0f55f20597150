"""What the rooms that read share: words cut into pieces, and the encoder's layers with their weights.

A small encoder (BERT's design: Devlin et al. 2019), begun with all-MiniLM-L6-v2 and taught further on letters. Its
weights lie in one file as whole numbers of one byte; numpy alone reckons with them.
"""

from assistant.encoding.body import WEIGHTS, Body
from assistant.encoding.layers import Dense, Layer, Numbers, dense, layer, lines, numbers
from assistant.encoding.wordpiece import Wordpiece

__all__ = ["WEIGHTS", "Body", "Dense", "Layer", "Numbers", "Wordpiece", "dense", "layer", "lines", "numbers"]
