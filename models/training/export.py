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
from onnx import TensorProto, helper, numpy_helper
from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from leadlight.calibrate import calibrate
from leadlight.data import EMOJI, Encoder, dense, read, targets
from leadlight.graph import OneInput
from leadlight.labels import HEADS
from leadlight.metrics import report, summary
from leadlight.quantise import RowInt8Embedding, to_whole
from leadlight.runs import gold_arrays, load_run, predict

INPUTS = ["input_ids", "token_type_ids", "attention_mask"]
OUTPUTS = ["logits", "embedding", "contributions", "facts", "tags"]


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


def export_graph(model, path):
    """The model as an fp32 ONNX graph for one input of any length."""
    one = (torch.full((1, 12), 5), torch.tensor([[0] * 8 + [1] * 4]))
    names = INPUTS[:2]
    torch.onnx.export(
        OneInput(model).eval(), one, path, dynamo=False, opset_version=17, do_constant_folding=True, input_names=names,
        output_names=OUTPUTS, dynamic_axes={n: {1: "tokens"} for n in names} | {n: {1: "message"} for n in ("contributions", "tags")},
    )


def export_batch_graph(model, path):
    """The same with free batch and token dimensions, and a mask."""
    two = (torch.full((2, 12), 5), torch.zeros(2, 12, dtype=torch.long), torch.ones(2, 12, dtype=torch.long))
    tokens = {n: {0: "batch", 1: "tokens"} for n in (*INPUTS, "contributions", "tags")}
    torch.onnx.export(
        model, two, path, dynamo=False, opset_version=17, do_constant_folding=True, input_names=INPUTS,
        output_names=OUTPUTS, dynamic_axes=tokens | {n: {0: "batch"} for n in ("logits", "embedding", "facts")},
    )


def weights_of(graph):
    """The encoder's MatMul nodes with constant weights, by node name: what int8 is for. Heads stay fp32."""
    constants = {i.name for i in graph.initializer}
    nodes = [n for n in graph.node if n.op_type == "MatMul" and n.input[1] in constants]
    return [n for n in nodes if "/encoder/" in n.name]


def export_webgpu(model, path):
    """The same arithmetic for an execution provider without int8 kernels: ordinary operators round the activations, and
    weights, whole numbers, are stored as int8 and cast when the graph is loaded. The model is of no further use after it."""
    export_batch_graph(to_whole(model), path)
    whole = onnx.load(path)
    graph = whole.graph
    held = {i.name: i for i in graph.initializer}
    for node in weights_of(graph):
        name = node.input[1]
        graph.initializer.remove(held[name])
        graph.initializer.append(numpy_helper.from_array(numpy_helper.to_array(held[name]).astype(np.int8), f"{name}.int8"))
        graph.node.insert(0, helper.make_node("Cast", [f"{name}.int8"], [name], name=f"{name}.cast", to=TensorProto.FLOAT))
    onnx.save(whole, path)


def run_graph(path, encoded, level=GraphOptimizationLevel.ORT_ENABLE_ALL):
    """Logits of one input at a time, as the product runs it."""
    options = SessionOptions()
    options.graph_optimization_level = level
    session = InferenceSession(path, options, providers=["CPUExecutionProvider"])
    taken = {i.name for i in session.get_inputs()}

    def run(ids, segments):
        feeds = {"input_ids": ids, "token_type_ids": segments, "attention_mask": [1] * len(ids)}
        return session.run(["logits"], {n: np.array([row], np.int64) for n, row in feeds.items() if n in taken})[0]

    return np.concatenate([run(ids, segments) for ids, segments, *_ in encoded])


def golden_inputs(path, others, dev, encode, count=8):
    """Inputs, short and long, that every execution provider must answer alike at its start, with their logits. A value that
    lies between two steps of the rounding may fall either way; those inputs are taken on which it makes least difference
    between the graph as it is, the graph as written (unoptimised) and `others`, graphs of the same arithmetic."""
    by_length = sorted((r for r in dev if len(r["text"]) < 300), key=lambda r: len(r["text"]))
    candidates = by_length[:: max(1, len(by_length) // (40 * count))]
    encoded = [encode(r) for r in candidates]
    rows = run_graph(path, encoded)
    again = [run_graph(path, encoded, GraphOptimizationLevel.ORT_DISABLE_ALL), *(run_graph(p, encoded) for p in others)]
    apart = np.max([np.abs(rows - each).max(1) for each in again], axis=0)
    groups = np.array_split(np.arange(len(candidates)), count)
    chosen = [group[apart[group].argmin()] for group in groups]
    return [{"text": candidates[i]["text"], "context": candidates[i].get("context", []),
             "logits": [round(float(x), 4) for x in rows[i]]} for i in chosen]


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--run", required=True)
    args.add_argument("--out", required=True)
    args.add_argument("--name", required=True)
    args.add_argument("--version", required=True)
    args.add_argument("--data", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "data"))
    args.add_argument("--words", nargs="*", default=[], help="more JSON Lines whose `text` the vocabulary must cover")
    args.add_argument("--vocabulary", type=int, default=16000)
    args.add_argument("--budget", type=int, help="tokens of an input; the run's own unless given")
    args.add_argument("--scheme", default="channel", choices=["channel", "tensor", "fp32"], help="int8 scales, or none")
    args.add_argument("--no-webgpu", action="store_true")
    a = args.parse_args()
    model, whole, run = load_run(a.run)
    budget = a.budget or run["budget"]
    dev = read(os.path.join(a.data, "dev.jsonl"))
    train = read(os.path.join(a.data, "train.jsonl"))
    texts = [r["text"] for r in train + dev] + [t["text"] for r in train + dev for t in r.get("context", [])]
    texts += [r["text"] for p in a.words for r in read(p)] + [meaning for _, meaning in EMOJI] + ["agent: lead:"]
    ids, tokenizer_json = prune(json.loads(whole.tokenizer.to_str()), [dense(text) for text in texts], whole.tokenizer, a.vocabulary)
    embeddings = model.encoder.embeddings
    embeddings.word_embeddings = RowInt8Embedding(embeddings.word_embeddings.weight.data[ids])
    model.encoder.config.vocab_size = len(ids)
    # Positions beyond the budget are never used.
    kept = torch.nn.Embedding(budget, embeddings.position_embeddings.embedding_dim)
    kept.weight.data = embeddings.position_embeddings.weight.data[:budget].clone()
    embeddings.position_embeddings = kept
    os.makedirs(os.path.join(a.out, "onnx"), exist_ok=True)
    path = os.path.join(a.out, "tokenizer.json")
    json.dump(tokenizer_json, open(path, "w", encoding="utf8"), ensure_ascii=False, separators=(",", ":"))
    small = Tokenizer.from_file(path)
    encode = Encoder(small, budget, dense=True)
    enc_dev, gold = [(*encode(r), *targets(r)) for r in dev], gold_arrays(dev)

    def say(what, logits, chosen=None):
        print(what, summary(report(logits, gold, chosen or calibrate(logits, gold))), flush=True)

    seen = predict(model, enc_dev)
    logits = seen.logits
    say(f"dev, fp32, vocabulary {len(ids)}:", logits)
    full = os.path.join(a.out, "onnx", "model.onnx")
    export_graph(model, full)
    heads = [n.name for n in onnx.load(full).graph.node if n.op_type == "MatMul" and "/encoder/" not in n.name]
    quantised = os.path.join(a.out, "onnx", "model_quantized.onnx")
    if a.scheme == "fp32":
        os.replace(full, quantised)
    else:
        quantize_dynamic(
            full, quantised, weight_type=QuantType.QInt8, per_channel=a.scheme == "channel",
            op_types_to_quantize=["MatMul"], nodes_to_exclude=heads, extra_options={"MatMulConstBOnly": True},
        )
        os.remove(full)
    # Calibration is that of the file that ships.
    q = run_graph(quantised, enc_dev)
    calibration = calibrate(q, gold)
    say("dev, int8:", q, calibration)
    print("max |Δlogit| of int8", float(np.abs(q - logits).max()), "bytes", os.path.getsize(quantised), calibration)
    files = {"tokenizer.json": path, "onnx/model_quantized.onnx": quantised}
    if not a.no_webgpu:
        files["onnx/model_webgpu.onnx"] = os.path.join(a.out, "onnx", "model_webgpu.onnx")
        export_webgpu(model, files["onnx/model_webgpu.onnx"])
        w = run_graph(files["onnx/model_webgpu.onnx"], enc_dev[:300])
        print("max |Δlogit| of the WebGPU graph", float(np.abs(w - q[:300]).max()))
    golden = golden_inputs(quantised, [p for n, p in files.items() if n.endswith("webgpu.onnx")], dev, encode)
    config = {
        "architectures": ["LeadlightMultiTask"],
        "model_type": "bert",
        "hidden_size": model.encoder.config.hidden_size,
        "num_hidden_layers": model.encoder.config.num_hidden_layers,
        "num_attention_heads": model.encoder.config.num_attention_heads,
        "intermediate_size": model.encoder.config.intermediate_size,
        "vocab_size": len(ids),
        "max_position_embeddings": budget,
        "leadlight": {
            "name": a.name, "version": a.version, "scheme": a.scheme, "budget": budget, "message": encode.message, "dense": True,
            "heads": HEADS,
            **calibration, "golden": golden, "emoji": EMOJI,
            "tokens": {"cls": small.token_to_id("[CLS]"), "sep": small.token_to_id("[SEP]"), "pad": small.token_to_id("[PAD]")},
            "sha256": {name: sha256(file) for name, file in files.items()},
        },
    }
    json.dump(config, open(os.path.join(a.out, "config.json"), "w", encoding="utf8"), ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
