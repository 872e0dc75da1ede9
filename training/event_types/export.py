"""A trained network as an int8 ONNX file and a tokenizer: all that the reader needs, without torch."""

from __future__ import annotations

import shutil
from pathlib import Path

import torch
from network import EventTypes, batch
from onnxruntime.quantization import QuantType, quantize_dynamic


def write(model: EventTypes, base: Path, out: Path) -> None:
    """``event_types.onnx`` (int8) and ``tokenizer.json`` in ``out``."""
    model.eval()
    ids, mask = batch([[101, 2023, 1, 2003, 2, 102], [101, 2023, 102]])
    full = out / "full.onnx"
    torch.onnx.export(
        model,
        (ids, mask),
        str(full),
        input_names=["input_ids", "attention_mask"],
        output_names=["logits"],
        dynamic_axes={"input_ids": {0: "sentences", 1: "pieces"}, "attention_mask": {0: "sentences", 1: "pieces"}, "logits": {0: "sentences"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(str(full), str(out / "event_types.onnx"), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    full.unlink()
    shutil.copy(base / "tokenizer.json", out / "tokenizer.json")
