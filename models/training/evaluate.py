"""Evaluates runs or exported models on labelled records, with the thresholds that dev chooses (or the model's own).

  python evaluate.py [--data DATA] [--on FILE] RUN_OR_MODEL [...]

The product's own figures come from `npm run --silent eval -- FILE`; this is for use while training.
"""

import argparse
import json
import os

from tokenizers import Tokenizer

from export import run_graph
from leadlight.calibrate import calibrate
from leadlight.data import Encoder, read, targets
from leadlight.metrics import report, summary
from leadlight.runs import gold_arrays, load_run, predict

HERE = os.path.dirname(os.path.abspath(__file__))


def logits_of(folder, records):
    """Logits of a run (fp32) or of an exported model (its int8 graph), and the model's calibration or None."""
    if not os.path.exists(os.path.join(folder, "onnx")):
        model, encode, _ = load_run(folder)
        return predict(model, [(*encode(r), *targets(r)) for r in records]).logits, None
    with open(os.path.join(folder, "config.json"), encoding="utf8") as lines:
        own = json.load(lines)["leadlight"]
    encode = Encoder(Tokenizer.from_file(os.path.join(folder, "tokenizer.json")), own["budget"], own["message"], dense=own.get("dense", False))
    return run_graph(os.path.join(folder, "onnx", "model_quantized.onnx"), [encode(r) for r in records]), own


def main():
    args = argparse.ArgumentParser()
    args.add_argument("folders", nargs="+")
    args.add_argument("--data", default=os.path.join(HERE, "data"))
    args.add_argument("--on", help="labelled records; dev unless given")
    a = args.parse_args()
    dev = read(os.path.join(a.data, "dev.jsonl"))
    records = read(a.on) if a.on else dev
    for folder in a.folders:
        logits, calibration = logits_of(folder, records)
        if calibration is None:
            calibration = calibrate(logits_of(folder, dev)[0] if a.on else logits, gold_arrays(dev))
        print(folder, len(records), summary(report(logits, gold_arrays(records), calibration)), flush=True)


if __name__ == "__main__":
    main()
