"""Exports a run as a model folder in the Hugging Face layout: pruned vocabulary, calibration, int8 ONNX.

  python export.py --run RUN --out ../weights/NAME --name NAME --version 1 [--keep-words FILE.jsonl ...]
"""

import argparse
import collections
import hashlib
import json
import os

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from leadlight.calibrate import calibrate
from leadlight.data import EMOJI, Encoder, read, targets
from leadlight.encoders import folder_of, load_encoder
from leadlight.labels import HEADS
from leadlight.metrics import report, summary
from leadlight.model import MultiTask
from train import gold_arrays, predict


def prune(tokenizer_json, texts, tokenizer, size):
    """The vocabulary that the corpus uses, all single characters, and the encoder's most common words up to `size`.

    BERT's vocabulary is ordered by frequency, so the first whole words are the common ones. Returns the old ids kept,
    in order, and the new tokenizer.json.
    """
    vocab = tokenizer_json["model"]["vocab"]
    by_id = sorted(vocab, key=vocab.get)
    used = collections.Counter(i for text in texts for i in tokenizer.encode(text, add_special_tokens=False).ids)
    special = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}
    keep = {vocab[t] for t in special if t in vocab} | set(used)
    keep |= {i for t, i in vocab.items() if len(t.removeprefix("##")) == 1 and t.isascii()}
    for token in by_id:
        if len(keep) >= size:
            break
        if not token.startswith("[unused") and token.isascii():
            keep.add(vocab[token])
    ids = sorted(keep)
    renumber = {old: new for new, old in enumerate(ids)}
    tokenizer_json["model"]["vocab"] = {by_id[old]: new for old, new in renumber.items()}
    for added in tokenizer_json.get("added_tokens", []):
        added["id"] = renumber[added["id"]]
    for name, token in tokenizer_json.get("post_processor", {}).get("special_tokens", {}).items():
        token["ids"] = [renumber[i] for i in token["ids"]]
    post = tokenizer_json.get("post_processor") or {}
    for key in ("sep", "cls"):
        if isinstance(post.get(key), list):
            post[key][1] = renumber[post[key][1]]
    return ids, tokenizer_json


def sha256(path):
    return hashlib.sha256(open(path, "rb").read()).hexdigest()


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--run", required=True)
    args.add_argument("--out", required=True)
    args.add_argument("--name", required=True)
    args.add_argument("--version", required=True)
    args.add_argument("--data", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "data"))
    args.add_argument("--words", nargs="*", default=[], help="more JSON Lines whose `text` the vocabulary must cover")
    args.add_argument("--vocabulary", type=int, default=16000)
    a = args.parse_args()
    run = json.load(open(os.path.join(a.run, "run.json")))
    encoder, tokenizer = load_encoder(run["encoder"], run["layers"])
    model = MultiTask(encoder)
    model.load_state_dict(torch.load(os.path.join(a.run, "model.pt")))
    model.eval()
    dev = read(os.path.join(a.data, "dev.jsonl"))
    train = read(os.path.join(a.data, "train.jsonl"))
    texts = [r["text"] for r in train + dev] + [t["text"] for r in train + dev for t in r.get("context", [])]
    texts += [r["text"] for p in a.words for r in read(p)] + [meaning for _, meaning in EMOJI] + ["agent: lead:"]
    tokenizer_json = json.load(open(os.path.join(folder_of(run["encoder"]), "tokenizer.json"), encoding="utf8"))
    tokenizer_json["padding"] = tokenizer_json["truncation"] = None
    ids, tokenizer_json = prune(tokenizer_json, texts, tokenizer, a.vocabulary)
    old = model.encoder.embeddings.word_embeddings
    new = torch.nn.Embedding(len(ids), old.embedding_dim)
    new.weight.data = old.weight.data[ids].clone()
    model.encoder.embeddings.word_embeddings = new
    model.encoder.config.vocab_size = len(ids)
    # Positions beyond the budget are never used.
    positions = model.encoder.embeddings.position_embeddings
    kept = torch.nn.Embedding(run["budget"], positions.embedding_dim)
    kept.weight.data = positions.weight.data[: run["budget"]].clone()
    model.encoder.embeddings.position_embeddings = kept
    os.makedirs(os.path.join(a.out, "onnx"), exist_ok=True)
    path = os.path.join(a.out, "tokenizer.json")
    json.dump(tokenizer_json, open(path, "w", encoding="utf8"), ensure_ascii=False, separators=(",", ":"))
    from tokenizers import Tokenizer

    small = Tokenizer.from_file(path)
    encode = Encoder(small, run["budget"])
    enc_dev = [(*encode(r), *targets(r)) for r in dev]
    logits, gold = predict(model, enc_dev), gold_arrays(dev)
    temperature, thresholds = calibrate(logits, gold)
    print("dev, fp32, pruned vocabulary of", len(ids), ":", summary(report(logits, gold, {h: list(t.values()) for h, t in thresholds.items()})))

    full = os.path.join(a.out, "onnx", "model.onnx")
    example = tuple(torch.tensor([row]) for row in (enc_dev[0][0], enc_dev[0][1], [1] * len(enc_dev[0][0])))
    two = tuple(torch.cat([t, t]) for t in example)
    torch.onnx.export(
        model, two, full, dynamo=False, opset_version=17, do_constant_folding=True,
        input_names=["input_ids", "token_type_ids", "attention_mask"],
        output_names=["logits", "embedding", "contributions"],
        dynamic_axes={n: {0: "batch", 1: "tokens"} for n in ("input_ids", "token_type_ids", "attention_mask", "contributions")}
        | {n: {0: "batch"} for n in ("logits", "embedding")},
    )
    quantised = os.path.join(a.out, "onnx", "model_quantized.onnx")
    quantize_dynamic(full, quantised, weight_type=QuantType.QInt8, per_channel=True, extra_options={"MatMulConstBOnly": True})
    import onnxruntime

    session = onnxruntime.InferenceSession(quantised, providers=["CPUExecutionProvider"])
    q = np.concatenate([
        session.run(["logits"], {
            "input_ids": np.array([e[0]], np.int64), "token_type_ids": np.array([e[1]], np.int64),
            "attention_mask": np.ones((1, len(e[0])), np.int64)})[0]
        for e in enc_dev])
    print("dev, int8:", summary(report(q, gold, {h: list(t.values()) for h, t in thresholds.items()})), "max |Δlogit|", float(np.abs(q - logits).max()))
    # Calibration is that of the file that ships.
    temperature, thresholds = calibrate(q, gold)
    print("dev, int8, calibrated:", summary(report(q, gold, {h: list(t.values()) for h, t in thresholds.items()})), temperature)
    os.remove(full)
    config = {
        "architectures": ["LeadlightMultiTask"],
        "model_type": "bert",
        "hidden_size": model.encoder.config.hidden_size,
        "num_hidden_layers": model.encoder.config.num_hidden_layers,
        "num_attention_heads": model.encoder.config.num_attention_heads,
        "intermediate_size": model.encoder.config.intermediate_size,
        "vocab_size": len(ids),
        "max_position_embeddings": run["budget"],
        "leadlight": {
            "name": a.name, "version": a.version, "budget": run["budget"], "message": encode.message, "heads": HEADS,
            "temperature": temperature, "thresholds": thresholds, "emoji": EMOJI,
            "tokens": {"cls": small.token_to_id("[CLS]"), "sep": small.token_to_id("[SEP]"), "pad": small.token_to_id("[PAD]")},
            "sha256": {"tokenizer.json": sha256(path), "onnx/model_quantized.onnx": sha256(quantised)},
        },
    }
    json.dump(config, open(os.path.join(a.out, "config.json"), "w", encoding="utf8"), ensure_ascii=False, indent=1)
    print("bytes", os.path.getsize(quantised))


if __name__ == "__main__":
    main()
