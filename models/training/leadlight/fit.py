"""Fine-tuning: losses over gold labels and teachers, one loop for every model."""

import os
import time

import numpy as np
import torch
from torch.nn import functional as F

from .data import batches, collate
from .labels import HEADS, MULTI, slices
from .metrics import report, summary
from .quantise import quantise
from .runs import gold_arrays, predict, save_run

WHERE = slices()
# The multi-label losses are means over labels: weighted so that a label counts about as much as elsewhere.
WEIGHT = {"sentiment": 1.0, "intents": 10.0, "objections": 7.0, "urgency": 1.0, "readiness": 1.0}


def gold_loss(logits, y, mask, smooth=0.02):
    total = 0.0
    for head in HEADS:
        x, m = logits[:, WHERE[head]], mask[head]
        if head in MULTI:
            each = F.binary_cross_entropy_with_logits(x, y[head], reduction="none").mean(-1)
        else:
            each = F.cross_entropy(x, y[head], reduction="none", label_smoothing=smooth)
        total = total + WEIGHT[head] * (each * m).sum() / m.sum().clamp(min=1)
    return total


def teacher_loss(logits, teacher, temperature=2.0):
    """Against the mean of the teachers' probabilities at a temperature (Hinton et al. 2015)."""
    total = 0.0
    for head in HEADS:
        x, t = logits[:, WHERE[head]] / temperature, teacher[:, WHERE[head]]
        if head in MULTI:
            each = F.binary_cross_entropy_with_logits(x, t) * temperature**2
        else:
            each = F.kl_div(F.log_softmax(x, -1), t, reduction="batchmean") * temperature**2
        total = total + WEIGHT[head] * each
    return total


def soft_targets(logits, temperature=2.0):
    """Probabilities at a temperature, averaged over teachers: list of records x 30 arrays of logits."""
    out = []
    for x in logits:
        x = torch.from_numpy(x) / temperature
        heads = [torch.sigmoid(x[:, WHERE[h]]) if h in MULTI else F.softmax(x[:, WHERE[h]], -1) for h in HEADS]
        out.append(torch.cat(heads, -1))
    return torch.stack(out).mean(0)


def score_of(r):
    """What chooses an epoch: the mean of the five heads' main figures."""
    return float(np.mean([r["sentiment"]["accuracy"], r["intents"]["micro"], r["objections"]["micro"],
                          r["urgency"]["accuracy"], r["readiness"]["accuracy"]]))


def fit(model, train, dev_records, dev, *, out, name, budget, epochs, batch, lr, rng, bf16=False, head_lr=1e-3,
        teacher=None, alpha=0.5, quantise_from=None, dense=False):
    """Trains `model` on encoded records; keeps the epoch that is best on dev in `out`. `teacher`: soft targets of the
    records, in order. From epoch `quantise_from` on (counted from 0) linear layers round as the shipped int8 graph will,
    and only such epochs are kept."""
    os.makedirs(out, exist_ok=True)
    log = open(os.path.join(out, "log.txt"), "a", encoding="utf8")

    def say(*words):
        print(*words, flush=True)
        print(*words, file=log, flush=True)

    own = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW([
        {"params": [p for n, p in own if n.startswith("encoder")], "lr": lr},
        {"params": [p for n, p in own if not n.startswith("encoder")], "lr": head_lr},
    ], weight_decay=0.01)
    steps = epochs * ((len(train) + batch - 1) // batch)
    warm = max(1, int(0.08 * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / max(1, steps - warm)))
    )
    say(len(train), "train", len(dev), "dev", steps, "steps")
    best, gold = -1.0, gold_arrays(dev_records)
    for epoch in range(epochs):
        if quantise_from is not None and epoch == quantise_from:
            quantise(model)
            best = -1.0
        model.train()
        began, losses = time.time(), []
        for index in batches(train, batch, rng):
            ids, segments, attention, y, mask = collate([train[i] for i in index])
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
                logits = model(ids, segments, attention)[0].float()
            loss = gold_loss(logits, y, mask) if teacher is None or alpha > 0 else 0.0
            if teacher is not None:
                loss = alpha * loss + (1 - alpha) * teacher_loss(logits, teacher[index])
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        r = report(predict(model, dev), gold)
        say(f"epoch {epoch + 1} loss {np.mean(losses):.3f} {time.time() - began:.0f}s mean {score_of(r):.4f} {summary(r)}")
        if score_of(r) > best:
            best = score_of(r)
            save_run(out, model, name, budget, dense)
