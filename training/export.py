"""Write trained weights as the shipped ONNX model: ``python training/export.py .work/reader/model.pt``."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F

from network import HEADS, HIDDEN, TAG_HEADS, Layer, Network
from onrecord.encoder.features import FEATURES, ROWS
from onrecord.encoder.weights import SHIPPED
from train import WORK, minilm

RESULTS = Path(__file__).resolve().parent / "results"
NAMES = [*TAG_HEADS, "factuality", "query", "key", "relation_bias", "pair"]
DATA = {
    "attribution/polnear-train": "R: no licence stated",
    "entities/worldwide-train": "R: no licence stated",
    "entities/uner-train": "C: CC BY-SA 4.0",
    "entities/crossner-politics-train": "C: MIT",
    "reports/article-conflict-dev (raw text, names taught by an earlier model)": "R: copyright news",
    "entities/m2e2-train, events/m2e2-train": "R: annotations without licence, text public domain",
    "events/wikievents-train": "R: no licence stated for this copy",
    "events/rams-train": "R: no licence stated in the copy",
    "events/event-location-train": "C: MIT",
    "factuality/uds-ih2-train": "C: CC BY-SA 4.0",
    "events/plv-train": "R: no licence stated",
    "events/plover-synthetic-train": "R: model text; base model only",
    "training/reports (split: train)": "CC0, our own",
    "encoder start: MiniLM-L6-H384-uncased (all-MiniLM-L6-v2)": "Apache-2.0",
}


class Attention(torch.autograd.Function):
    """Attention that is exported as one operator of onnxruntime.

    The exporter spells attention out, transposes and run-time shapes included; with the one
    operator the whole graph takes 4 to 7 % less time (AVX-512 and AMX, 64 to 256 pieces).
    """

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        """q, k, v and result: (1, l, 384)."""
        q, k, v = (x.view(1, -1, HEADS, HIDDEN // HEADS).transpose(1, 2) for x in (q, k, v))
        return F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(1, -1, HIDDEN)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any) -> Any:
        """The operator; it scales by the root of a head's size, as above."""
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=HEADS).setType(q.type())


def run_layer(layer: Layer, x: Tensor) -> Tensor:
    """What ``layer(x, None)`` says, with ``Attention``."""
    x = layer.norm1(x + layer.out(Attention.apply(*layer.qkv(x).split(HIDDEN, -1))))
    return layer.norm2(x + layer.down(F.gelu(layer.up(x))))


class Whole(nn.Module):
    """The graph that is shipped: one window in, all heads out."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net
        rows = torch.arange(ROWS)
        table = net.features.weight[rows % FEATURES] + net.marks.weight[rows // FEATURES]
        self.table = nn.Embedding.from_pretrained(table.detach())

    def forward(
        self, ids: Tensor, features: Tensor, words: Tensor, source: Tensor, target: Tensor
    ) -> tuple[Tensor, ...]:
        """ids, features, source, target: (1, l); words: (w,); outputs as ``NAMES``."""
        net = self.net
        x = net.words(ids) + net.positions.weight[None, : ids.shape[1]] + self.table(features)
        x = net.norm(x)
        for layer in net.layers:
            x = run_layer(layer, x)
        states = x[0].index_select(0, words)
        tags = [net.tags[name](states) for name in TAG_HEADS]
        pair = net.pair(x, source, target)[0]
        fact = net.factuality(states)[:, 0]
        return (*tags, fact, net.query(states), net.key(states), net.relation_bias, pair)


def main() -> None:
    """Export, quantise, write the manifest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--temperatures", type=Path, default=RESULTS / "temperatures.json")
    parser.add_argument("--float", action="store_true", help="leave the weights in 32-bit floats")
    args = parser.parse_args()
    net = Network(0.0).eval()
    net.load_state_dict(torch.load(args.model, weights_only=True))
    whole = Whole(net).eval()
    l, w = 40, 30
    given = (
        torch.randint(1000, 2000, (1, l)), torch.zeros(1, l, dtype=torch.long), torch.arange(1, w + 1),
        torch.zeros(1, l), torch.zeros(1, l),
    )  # fmt: skip
    args.out.mkdir(parents=True, exist_ok=True)
    raw, final = WORK / "float.onnx", args.out / "reader.onnx"
    names = ["ids", "features", "words", "source", "target"]
    axes = {"ids": {1: "l"}, "features": {1: "l"}, "words": {0: "w"}, "source": {1: "l"}, "target": {1: "l"}}
    with torch.no_grad():
        torch.onnx.export(
            whole,
            given,
            str(raw),
            input_names=names,
            output_names=NAMES,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
    if args.float:
        shutil.copy(raw, final)
    else:
        quantize_dynamic(
            str(raw),
            str(final),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )
    onnx.checker.check_model(str(final))
    shutil.copy(minilm() / "tokenizer.json", args.out / "tokenizer.json")
    sums = {
        name: hashlib.sha256((args.out / name).read_bytes()).hexdigest() for name in ("reader.onnx", "tokenizer.json")
    }
    build = hashlib.sha256("".join(sums.values()).encode()).hexdigest()[:12]
    fitted = json.loads(args.temperatures.read_text(encoding="utf-8")) if args.temperatures.exists() else {}
    temperatures = {head: entry["temperature"] for head, entry in fitted.items()}
    manifest = {"build": build, "files": sums, "temperatures": temperatures, "data": DATA}
    (args.out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    print(build, final.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
