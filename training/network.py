"""The reader's network: MiniLM with features for case and quotation, and light heads."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.encoder.features import FEATURES
from onrecord.encoder.heads import (
    ATTRIBUTION_TAGS,
    EVENT_TYPES,
    MENTION_TAGS,
    RELATION_SIZE,
    RELATIONS,
    STATUSES,
    TRIGGER_TAGS,
)

HIDDEN, HEADS, INNER, LAYERS = 384, 12, 1536, 6
TAG_HEADS = {
    "attribution": len(ATTRIBUTION_TAGS),
    "mention": len(MENTION_TAGS),
    "trigger": len(TRIGGER_TAGS),
    "status": len(STATUSES),
}


class Noise:
    """Dropout from a bank of random bits, drawn once: drawing them anew took two thirds of a step on a CPU."""

    def __init__(self, rate: float, size: int = 1 << 25) -> None:
        self.rate = rate
        self.bank = (torch.rand(size) >= rate).to(torch.bfloat16) / (1 - rate)

    def __call__(self, x: Tensor) -> Tensor:
        """Multiply by a stretch of the bank that starts anywhere."""
        start = int(torch.randint(len(self.bank) - x.numel(), ()))
        return x * self.bank[start : start + x.numel()].view_as(x)


class Layer(nn.Module):
    """One BERT layer, post-norm."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None, noise: Noise | None = None) -> Tensor:
        """x: (b, l, 384); mask: (b, 1, 1, l) added to the scores; returns (b, l, 384)."""
        b, l, _ = x.shape
        q, k, v = self.qkv(x).view(b, l, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        a = self.out(a.transpose(1, 2).reshape(b, l, HIDDEN))
        x = self.norm1(x + (noise(a) if noise else a))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + (noise(y) if noise else y))


class Network(nn.Module):
    """Encoder and heads.

    Dropout acts on the embeddings, before the heads and, from a bank of random bits,
    after attention and feed-forward; ``train.py`` masks some words besides.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.features = nn.Embedding(FEATURES, HIDDEN)
        self.marks = nn.Embedding(3, HIDDEN)  # none, source, target; folded into one table on export
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.tags = nn.ModuleDict({name: nn.Linear(HIDDEN, size) for name, size in TAG_HEADS.items()})
        self.query = nn.Linear(HIDDEN, len(RELATIONS) * RELATION_SIZE)
        self.key = nn.Linear(HIDDEN, len(RELATIONS) * RELATION_SIZE)
        self.relation_bias = nn.Parameter(torch.full((len(RELATIONS),), -2.0))
        self.factuality = nn.Linear(HIDDEN, 1)
        self.pair1 = nn.Linear(3 * HIDDEN, HIDDEN)
        self.pair2 = nn.Linear(HIDDEN, len(EVENT_TYPES))
        self.dropout = dropout
        self.noise = Noise(dropout) if dropout else None

    def load_minilm(self, path: Path) -> None:
        """Start from MiniLM-L6's weights; feature rows start at its token type 0."""
        w = load_file(str(path))
        with torch.no_grad():
            self.words.weight.copy_(w["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(w["embeddings.position_embeddings.weight"])
            self.features.weight.normal_(0, 0.01)
            self.marks.weight.normal_(0, 0.02)[0] = 0
            self.features.weight += w["embeddings.token_type_embeddings.weight"][0]
            self._norm(self.norm, w, "embeddings.LayerNorm")
            for i, layer in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                for kind in ("weight", "bias"):
                    parts = [w[f"{p}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
                    getattr(layer.qkv, kind).copy_(torch.cat(parts))
                    getattr(layer.out, kind).copy_(w[f"{p}attention.output.dense.{kind}"])
                    getattr(layer.up, kind).copy_(w[f"{p}intermediate.dense.{kind}"])
                    getattr(layer.down, kind).copy_(w[f"{p}output.dense.{kind}"])
                self._norm(layer.norm1, w, f"{p}attention.output.LayerNorm")
                self._norm(layer.norm2, w, f"{p}output.LayerNorm")

    @staticmethod
    def _norm(norm: nn.LayerNorm, weights: dict[str, Tensor], name: str) -> None:
        norm.weight.copy_(weights[f"{name}.weight"])
        norm.bias.copy_(weights[f"{name}.bias"])

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None = None) -> Tensor:
        """ids, features: (b, l); mask: (b, l) bool; returns (b, l, 384)."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(positions)[None]
        x = x + self.features(features % FEATURES) + self.marks(features // FEATURES)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        attended = None if mask is None else torch.where(mask, 0.0, -1e4)[:, None, None, :].to(x.dtype)
        for layer in self.layers:
            x = layer(x, attended, self.noise if self.training else None)
        return x

    def pair(self, x: Tensor, source: Tensor, target: Tensor) -> Tensor:
        """Event type given a marked pair.

        x: (b, l, 384); source, target: (b, l) float weights that sum to 1, or 0 if there
        is none; returns (b, 16) logits.
        """
        pooled = torch.cat([x[:, 0], torch.bmm(source[:, None], x)[:, 0], torch.bmm(target[:, None], x)[:, 0]], -1)
        pooled = F.dropout(pooled, self.dropout, self.training)
        return self.pair2(torch.tanh(self.pair1(pooled)))


class Cloze(nn.Module):
    """Tells masked word pieces from their context, against the encoder's own (frozen) embeddings.

    A second task that every text can teach, annotated or not; never shipped.
    """

    def __init__(self, weight: float) -> None:
        super().__init__()
        self.weight = weight
        self.turn = nn.Linear(HIDDEN, HIDDEN)
        self.level = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.bias = nn.Parameter(torch.zeros(30522))

    def forward(self, x: Tensor, words: Tensor) -> Tensor:
        """x: (n, 384) states of masked pieces; words: (30522, 384); returns (n, 30522) logits."""
        return F.linear(self.level(F.gelu(self.turn(x))), words.to(x.dtype), self.bias.to(x.dtype))
