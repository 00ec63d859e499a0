"""Exports variants of trained runs and writes accuracy on dev, time and bytes of each: explored.json, shown in docs.

  python explore.py --work FOLDER --runs NAME=RUN [...] --ship NAME [--data DATA]

Every run as it is (vocabulary 16,000, its own budget, int8 a channel); the one to ship also with other vocabularies,
budgets and schemes. Times: ONNX Runtime Web, one WASM thread, in Node (`scripts/time-models.ts`), all side by side.
"""

import argparse
import json
import os
import subprocess
import sys

from tokenizers import Tokenizer

from export import run_graph
from leadlight.calibrate import calibrate
from leadlight.data import Encoder, read
from leadlight.fit import score_of
from leadlight.metrics import report
from leadlight.runs import gold_arrays

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")


def measure(folder, dev):
    with open(os.path.join(folder, "config.json"), encoding="utf8") as lines:
        own = json.load(lines)
    # A graph that was not trained with its rounding may fail the self-test between processors; it is timed all the same.
    own["leadlight"].pop("golden", None)
    with open(os.path.join(folder, "config.json"), "w", encoding="utf8") as out:
        json.dump(own, out)
    shape = own["leadlight"]
    encode = Encoder(
        Tokenizer.from_file(os.path.join(folder, "tokenizer.json")), shape["budget"], shape["message"],
        dense=shape.get("dense", False))
    path = os.path.join(folder, "onnx", "model_quantized.onnx")
    logits, gold = run_graph(path, [encode(r) for r in dev]), gold_arrays(dev)
    r = report(logits, gold, calibrate(logits, gold))
    return {
        "layers": own["num_hidden_layers"], "ffn": own["intermediate_size"], "vocabulary": own["vocab_size"],
        "budget": own["leadlight"]["budget"], "scheme": own["leadlight"].get("scheme", "int8 a channel"),
        "bytes": os.path.getsize(path), "mean": score_of(r), "sentiment": r["sentiment"]["accuracy"],
        "intents": float(r["intents"]["micro"]), "objections": float(r["objections"]["micro"]),
        "urgency": r["urgency"]["accuracy"], "readiness": r["readiness"]["accuracy"],
    }


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--work", required=True)
    args.add_argument("--runs", nargs="+", required=True)
    args.add_argument("--ship", required=True)
    args.add_argument("--data", default=os.path.join(HERE, "data"))
    a = args.parse_args()
    runs = dict(one.split("=", 1) for one in a.runs)
    ship = runs[a.ship]
    variants = {name: (run, []) for name, run in runs.items()}
    for size in (8000, 30522):
        variants[f"{a.ship}, vocabulary {size}"] = (ship, ["--vocabulary", str(size)])
    for budget in (48, 64, 80):
        variants[f"{a.ship}, budget {budget}"] = (ship, ["--budget", str(budget)])
    for scheme in ("tensor", "fp32"):
        variants[f"{a.ship}, {scheme}"] = (ship, ["--scheme", scheme])
    dev, rows, folders = read(os.path.join(a.data, "dev.jsonl")), {}, {}
    for name, (run, options) in variants.items():
        folders[name] = os.path.join(a.work, name.replace(", ", "-").replace(" ", "-"))
        subprocess.run(
            [sys.executable, os.path.join(HERE, "export.py"), "--run", run, "--out", folders[name], "--name", "explored",
             "--version", "0", "--data", a.data, "--no-webgpu", *options], check=True)
        rows[name] = measure(folders[name], dev)
        print(name, rows[name], flush=True)
    timed = subprocess.run(
        ["npm", "exec", "--", "node", "scripts/time-models.ts", *folders.values()], cwd=ROOT, check=True,
        capture_output=True, text=True)
    for name, times in zip(folders, json.loads(timed.stdout)):
        rows[name].update(times)
    with open(os.path.join(HERE, "explored.json"), "w", encoding="utf8") as out:
        json.dump({"ship": a.ship, "dev": len(dev), "rows": [{"name": n, **r} for n, r in rows.items()]}, out, indent=2, ensure_ascii=False)
        out.write("\n")


if __name__ == "__main__":
    main()
