"""Fine-tuning: losses over gold labels and teachers, one loop for every model."""

import os
import time

import numpy as np
import torch
from torch.nn import functional as F

from .data import batches, collate
from .facts import fact_f1
from .labels import HEADS, MULTI, slices
from .metrics import report, summary
from .quantise import quantise
from .runs import Predicted, gold_arrays, predict, save_run

WHERE = slices()
# The multi-label losses are means over labels: weighted so that a label counts about as much as elsewhere.
WEIGHT = {"sentiment": 1.0, "intents": 10.0, "objections": 7.0, "urgency": 1.0, "readiness": 1.0}
FACT_WEIGHT, TAG_WEIGHT = 24.0, 100.0


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


def fact_loss(values, tags, gold):
    """Against gold facts, where a record has them."""
    y, kept, tag_y, counts = gold
    each = F.binary_cross_entropy_with_logits(values, y, reduction="none").mean(-1)
    tagged = F.binary_cross_entropy_with_logits(tags, tag_y, reduction="none") * counts
    return FACT_WEIGHT * (each * kept).sum() / kept.sum().clamp(min=1) + TAG_WEIGHT * tagged.sum() / counts.sum().clamp(min=1)


def fact_teacher_loss(values, tags, teacher, index, words):
    """Against the teachers' probabilities of values and of the words' tags."""
    want = torch.full_like(tags, torch.nan)
    for row, i in enumerate(index):
        seen = (words[row] >= 0) & (words[row] < len(teacher.tags[i]))
        want[row, seen] = teacher.tags[i][words[row, seen]]
    known = ~want.isnan()
    return (FACT_WEIGHT * F.binary_cross_entropy_with_logits(values, teacher.values[index])
            + TAG_WEIGHT * F.binary_cross_entropy_with_logits(tags[known], want[known]))


def soft_targets(teachers, temperature=2.0):
    """What teachers predict of the same records, as probabilities averaged over teachers: labels at a temperature, facts as
    they are. Teachers that read no facts have no say in those."""
    labels = []
    for taught in teachers:
        x = torch.from_numpy(taught.logits) / temperature
        heads = [torch.sigmoid(x[:, WHERE[h]]) if h in MULTI else F.softmax(x[:, WHERE[h]], -1) for h in HEADS]
        labels.append(torch.cat(heads, -1))
    readers = [t for t in teachers if t.reads_facts]
    values = tags = None
    if readers:
        values = torch.stack([torch.from_numpy(t.values) for t in readers]).mean(0)
        tags = [torch.stack([torch.from_numpy(t) for t in each]).mean(0) for each in zip(*(t.tags for t in readers))]
    return Predicted(torch.stack(labels).mean(0), values, tags, bool(readers))


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
    part = lambda n: "encoder" if n.startswith("encoder") else "facts" if n.startswith(("fact_", "tag")) else "heads"
    rates = {"encoder": lr, "heads": head_lr, "facts": 5 * head_lr}
    optimiser = torch.optim.AdamW(
        [{"params": [p for n, p in own if part(n) == name], "lr": rate} for name, rate in rates.items()], weight_decay=0.01)
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
            ids, segments, attention, y, mask, words, facts = collate([train[i] for i in index])
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
                logits, _, _, values, tags = (x.float() for x in model(ids, segments, attention))
            loss = gold_loss(logits, y, mask) if teacher is None or alpha > 0 else 0.0
            read = fact_loss(values, tags, facts)
            if teacher is not None:
                loss = alpha * loss + (1 - alpha) * teacher_loss(logits, teacher.logits[index])
                if teacher.reads_facts:
                    read = 0.5 * read + 0.5 * fact_teacher_loss(values, tags, teacher, index, words)
            loss = loss + read
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        seen = predict(model, dev)
        r = report(seen.logits, gold)
        say(f"epoch {epoch + 1} loss {np.mean(losses):.3f} {time.time() - began:.0f}s mean {score_of(r):.4f} {summary(r)}")
        say("  facts", fact_f1(seen, dev_records))
        if score_of(r) > best:
            best = score_of(r)
            save_run(out, model, name, budget, dense)
