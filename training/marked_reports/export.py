"""A trained network as an int8 ONNX file and a list of its columns: all that the reader needs, without torch.

python training/marked_reports/export.py --base DIR --weights FILE --out DIR
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import torch
from corpus import GROUPS, LETTERS
from network import ReportReader
from onnxruntime.quantization import QuantType, quantize_dynamic

OUTPUTS = ("letters", "groups", "asides", "links", "muc", "relevant")


def write(model: ReportReader, out: Path) -> None:
    """``reports.onnx`` (int8) and ``reports.json`` in ``out``."""
    model.eval()
    ids = torch.tensor([[101, 2023, 2003, 102]])
    full = out / "full.onnx"
    shape = {0: "reports", 1: "pieces"}
    torch.onnx.export(
        model,
        (ids, torch.ones_like(ids)),
        str(full),
        input_names=["input_ids", "attention_mask"],
        output_names=list(OUTPUTS),
        dynamic_axes={"input_ids": shape, "attention_mask": shape, **dict.fromkeys(OUTPUTS[:-1], shape), "relevant": {0: "reports"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(str(full), str(out / "reports.onnx"), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    (out / "reports.json").write_text(json.dumps({"letters": list(LETTERS), "groups": list(GROUPS)}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--weights", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    chosen = options.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    network = ReportReader(chosen.base)
    network.load_state_dict(torch.load(chosen.weights))
    write(network, chosen.out)
