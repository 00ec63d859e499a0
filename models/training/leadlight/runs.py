"""A run: the folder that training leaves, with `model.pt`, `run.json` and `log.txt`."""

import json
import os

import numpy as np
import torch

from .data import Encoder, batches, collate
from .encoders import load_encoder
from .labels import HEADS, MULTI, TOTAL
from .model import MultiTask


def save_run(folder, model, name, budget, dense=False):
    config = model.encoder.config
    torch.save(model.state_dict(), os.path.join(folder, "model.pt"))
    shape = {"encoder": name, "layers": config.num_hidden_layers, "ffn": config.intermediate_size, "budget": budget,
             "dense": dense}
    with open(os.path.join(folder, "run.json"), "w", encoding="utf8") as out:
        json.dump(shape, out)


def load_run(folder):
    """The model in evaluation mode, its encoder of records, and what `run.json` says."""
    with open(os.path.join(folder, "run.json"), encoding="utf8") as lines:
        run = json.load(lines)
    encoder, tokenizer = load_encoder(run["encoder"], run["layers"], run.get("ffn"), run.get("dense", False))
    model = MultiTask(encoder)
    model.load_state_dict(torch.load(os.path.join(folder, "model.pt")))
    return model.eval(), Encoder(tokenizer, run["budget"], dense=run.get("dense", False)), run


def predict(model, encoded, size=64):
    """Logits of records as `Encoder` gives them, in order: records x 30."""
    model.eval()
    out = np.zeros((len(encoded), TOTAL), np.float32)
    with torch.inference_mode():
        for index in batches(encoded, size):
            ids, segments, attention, *_ = collate([encoded[i] for i in index])
            out[index] = model(ids, segments, attention)[0].float().numpy()
    return out


def gold_arrays(records):
    return {
        h: np.array([[int(l in r[h]) for l in labels] for r in records]) if h in MULTI
        else np.array([labels.index(r[h]) for r in records])
        for h, labels in HEADS.items()
    }
