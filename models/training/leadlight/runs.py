"""A run: the folder that training leaves, with `model.pt`, `run.json` and `log.txt`."""

import json
import os
from typing import NamedTuple

import numpy as np
import torch

from .data import Encoder, batches, collate
from .encoders import load_encoder
from .labels import FACT_CLASSES, FACT_TAGS, HEADS, MULTI, TOTAL
from .model import MultiTask


class Predicted(NamedTuple):
    """Of records in order: logits (records x 30), probabilities of fact values (records x 16) and of the tags of each
    record's words (a list of words x 12; NaN for those that were cut); whether the model was taught to read facts."""

    logits: object
    values: object
    tags: object
    reads_facts: bool


def save_run(folder, model, name, budget, dense=False):
    config = model.encoder.config
    torch.save(model.state_dict(), os.path.join(folder, "model.pt"))
    shape = {"encoder": name, "layers": config.num_hidden_layers, "ffn": config.intermediate_size, "budget": budget,
             "dense": dense, "activation": config.hidden_act}
    with open(os.path.join(folder, "run.json"), "w", encoding="utf8") as out:
        json.dump(shape, out)


def load_run(folder):
    """The model in evaluation mode, its encoder of records, and what `run.json` says."""
    with open(os.path.join(folder, "run.json"), encoding="utf8") as lines:
        run = json.load(lines)
    encoder, tokenizer = load_encoder(run["encoder"], run["layers"], run.get("ffn"), run.get("dense", False), run.get("activation"))
    model = MultiTask(encoder)
    load_weights(model, folder)
    return model.eval(), Encoder(tokenizer, run["budget"], dense=run.get("dense", False)), run


def load_weights(model, folder):
    """The weights of a run. One that reads no facts yet leaves the model's parts for them as they are."""
    weights = torch.load(os.path.join(folder, "model.pt"))
    model.reads_facts = "tag.weight" in weights
    missing, unexpected = model.load_state_dict(weights, strict=False)
    assert not unexpected and all(name.split(".")[0] in ("fact_pool", "fact_out", "tag") for name in missing), missing


def predict(model, encoded, size=64):
    """What the model says of records, each `(ids, segments, words, …)` as `Encoder` gives them, in order."""
    model.eval()
    logits = np.zeros((len(encoded), TOTAL), np.float32)
    values = np.zeros((len(encoded), len(FACT_CLASSES)), np.float32)
    tags = [None] * len(encoded)
    with torch.inference_mode():
        for index in batches(encoded, size):
            ids, segments, attention, *_, words, _ = collate([encoded[i] for i in index])
            out = model(ids, segments, attention)
            logits[index] = out[0].float().numpy()
            values[index] = torch.sigmoid(out[3].float()).numpy()
            probabilities = torch.sigmoid(out[4].float()).numpy()
            for row, i in enumerate(index):
                tags[i] = of_words(probabilities[row], words[row].numpy())
    return Predicted(logits, values, tags, getattr(model, "reads_facts", True))


def of_words(tokens, words):
    """The highest probability among a word's tokens: tokens x 12 -> words x 12; NaN for words that were cut."""
    out = np.full((words.max(initial=-1) + 1, len(FACT_TAGS)), np.nan, np.float32)
    own = words >= 0
    np.fmax.at(out, words[own], tokens[own])
    return out


def gold_arrays(records):
    return {
        h: np.array([[int(l in r[h]) for l in labels] for r in records]) if h in MULTI
        else np.array([labels.index(r[h]) for r in records])
        for h, labels in HEADS.items()
    }
