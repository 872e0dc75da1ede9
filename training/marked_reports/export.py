"""Writes a taught network so that it runs without torch: ONNX in int8, with the names of its answers beside it.

    python training/marked_reports/export.py --base DIR --weights FILE [FILE ...] --out DIR

``--base`` is the folder with MiniLM that it was taught from, ``--weights`` what ``train.py`` saved; of several
files the mean of the weights is taken. The program runs each window alone, so there is
nothing to mask, and the attention is written as one operator of onnxruntime: a third quicker than what torch makes of it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import onnx
import torch
from corpus import GROUPS, LETTERS, TYPES
from network import LINK, ReportReader
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import nn

OUTPUTS = ("letters", "groups", "asides", "types", "links")
"""MUC-4's slots, learnt beside them, are left behind."""


class _Attention(torch.autograd.Function):
    """Attention over one window, as an operator of onnxruntime."""

    @staticmethod
    def forward(_: Any, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, heads: int) -> torch.Tensor:
        parted = (one.unflatten(-1, (heads, -1)).transpose(1, 2) for one in (query, key, value))
        return nn.functional.scaled_dot_product_attention(*parted).transpose(1, 2).flatten(-2)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        return graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads).setType(query.type())


class OneWindow(nn.Module):
    """The same network, for one window at a time."""

    def __init__(self, network: ReportReader) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """``input_ids`` of shape (1, pieces); the answers in the order of ``OUTPUTS``."""
        network, encoder = self.network, self.network.encoder
        words = encoder.embeddings
        places = words.position_embeddings(torch.arange(input_ids.shape[1])).unsqueeze(0)
        hidden = words.LayerNorm(words.word_embeddings(input_ids) + places + words.token_type_embeddings.weight[0])
        for layer in encoder.encoder.layer:
            asked = layer.attention.self
            seen = _Attention.apply(asked.query(hidden), asked.key(hidden), asked.value(hidden), encoder.config.num_attention_heads)
            hidden = layer.attention.output.LayerNorm(layer.attention.output.dense(seen) + hidden)
            inner = nn.functional.gelu(layer.intermediate.dense(hidden))
            hidden = layer.output.LayerNorm(layer.output.dense(inner) + hidden)
        return (
            network.letters(hidden),
            network.groups(hidden),
            network.asides(hidden).squeeze(-1),
            network.types(hidden),
            network.links(hidden).unflatten(-1, (2, LINK)) / LINK**0.25,
        )


def mean(found: Sequence[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of the weights of networks taught in one go: it generalises better than the last alone (Izmailov and others 2018)."""
    return {name: sum(one[name] for one in found) / len(found) for name in found[0]}


@torch.no_grad()
def write(network: ReportReader, out: Path) -> None:
    """``reports.onnx`` (int8) and ``reports.json`` in ``out``.

    Raises:
        ValueError: if the window alone is not answered as in a batch.
    """
    network.eval()
    alone = OneWindow(network).eval()
    ids = torch.tensor([[101, 2023, 2003, 102]])
    for one, other in zip(alone(ids), network(ids, torch.ones_like(ids)), strict=False):
        if not torch.allclose(one, other, atol=1e-4):
            raise ValueError("a window alone gives other answers than in a batch: MiniLM's layers are not what this script takes them for")
    full, fused = out / "full.onnx", out / "fused.onnx"
    torch.onnx.export(
        alone,
        (ids,),
        str(full),
        input_names=["input_ids"],
        output_names=list(OUTPUTS),
        dynamic_axes={"input_ids": {1: "pieces"}, **{name: {1: "pieces"} for name in OUTPUTS}},
        opset_version=17,
        dynamo=False,
        custom_opsets={"com.microsoft": 1},
    )
    config = network.encoder.config
    made = optimizer.optimize_model(
        str(full),
        "bert",
        num_heads=config.num_attention_heads,
        hidden_size=config.hidden_size,
        opt_level=0,
        optimization_options=FusionOptions("bert"),
    )
    made.save_model_to_file(str(fused))
    quantize_dynamic(
        str(fused),
        str(out / "reports.onnx"),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
    names = {"letters": list(LETTERS), "groups": list(GROUPS), "types": list(TYPES)}
    (out / "reports.json").write_text(json.dumps(names, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--weights", type=Path, nargs="+", required=True)
    options.add_argument("--out", type=Path, required=True)
    chosen = options.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    network = ReportReader(chosen.base)
    network.load_state_dict(mean([torch.load(file) for file in chosen.weights]))
    write(network, chosen.out)
