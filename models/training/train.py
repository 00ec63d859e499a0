"""Fine-tunes an encoder on the corpus, alone or distilled from teachers' logits.

  python train.py --out RUN --encoder minilm|bge|FOLDER [--layers 3] [--teacher logits.npz] [--epochs 6] [--seed 1]
"""

import argparse
import json
import os
import time

import numpy as np
import torch
from torch.nn import functional as F

from leadlight.data import Encoder, batches, collate, read, seeded, targets
from leadlight.encoders import load_encoder
from leadlight.labels import HEADS, MULTI, slices
from leadlight.metrics import report, summary
from leadlight.model import MultiTask

HERE = os.path.dirname(os.path.abspath(__file__))
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
    total = 0.0
    for head in HEADS:
        x, t = logits[:, WHERE[head]], teacher[:, WHERE[head]]
        if head in MULTI:
            each = F.binary_cross_entropy_with_logits(x, torch.sigmoid(t))
        else:
            each = F.kl_div(F.log_softmax(x / temperature, -1), F.softmax(t / temperature, -1), reduction="batchmean") * temperature**2
        total = total + WEIGHT[head] * each
    return total


def predict(model, encoded, size=64):
    model.eval()
    out = np.zeros((len(encoded), sum(len(v) for v in HEADS.values())), np.float32)
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


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--out", required=True)
    args.add_argument("--encoder", default="minilm")
    args.add_argument("--layers", type=int)
    args.add_argument("--init", help="a run to start from (its weights are loaded)")
    args.add_argument("--data", default=os.path.join(HERE, "data"))
    args.add_argument("--extra", nargs="*", default=[], help="more training records (JSON Lines)")
    args.add_argument("--teacher", help=".npz with `logits` for the training records, in order")
    args.add_argument("--alpha", type=float, default=0.5, help="share of the gold labels in the loss when distilling")
    args.add_argument("--epochs", type=int, default=6)
    args.add_argument("--batch", type=int, default=24)
    args.add_argument("--lr", type=float, default=6e-5)
    args.add_argument("--budget", type=int, default=96)
    args.add_argument("--bf16", action="store_true", help="bfloat16 arithmetic where the processor has it")
    args.add_argument("--seed", type=int, default=1)
    a = args.parse_args()
    rng = seeded(a.seed)
    torch.set_num_threads(int(os.environ.get("THREADS", "2")))
    os.makedirs(a.out, exist_ok=True)
    log = open(os.path.join(a.out, "log.txt"), "a", encoding="utf8")

    def say(*words):
        print(*words, flush=True)
        print(*words, file=log, flush=True)

    encoder, tokenizer = load_encoder(a.encoder, a.layers)
    model = MultiTask(encoder)
    if a.init:
        model.load_state_dict(torch.load(os.path.join(a.init, "model.pt")))
    encode = Encoder(tokenizer, a.budget)
    train = read(os.path.join(a.data, "train.jsonl")) + [r for p in a.extra for r in read(p)]
    dev = read(os.path.join(a.data, "dev.jsonl"))
    enc_train = [(*encode(r), *targets(r)) for r in train]
    enc_dev = [(*encode(r), *targets(r)) for r in dev]
    teacher = torch.from_numpy(np.load(a.teacher)["logits"]) if a.teacher else None
    groups = [
        {"params": [p for n, p in model.named_parameters() if n.startswith("encoder")], "lr": a.lr},
        {"params": [p for n, p in model.named_parameters() if not n.startswith("encoder")], "lr": 1e-3},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = a.epochs * ((len(train) + a.batch - 1) // a.batch)
    warm = max(1, int(0.08 * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / max(1, steps - warm)))
    )
    say(json.dumps(vars(a)), len(train), "train", len(dev), "dev", steps, "steps")
    best, gold = -1.0, gold_arrays(dev)
    for epoch in range(a.epochs):
        model.train()
        began, losses = time.time(), []
        for index in batches(enc_train, a.batch, rng):
            ids, segments, attention, y, mask = collate([enc_train[i] for i in index])
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=a.bf16):
                logits = model(ids, segments, attention)[0].float()
            loss = gold_loss(logits, y, mask)
            if teacher is not None:
                loss = a.alpha * loss + (1 - a.alpha) * teacher_loss(logits, teacher[index])
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        r = report(predict(model, enc_dev), gold)
        score = np.mean([r["sentiment"]["accuracy"], r["intents"]["micro"], r["objections"]["micro"],
                         r["urgency"]["accuracy"], r["readiness"]["accuracy"]])
        say(f"epoch {epoch + 1} loss {np.mean(losses):.3f} {time.time() - began:.0f}s mean {score:.4f} {summary(r)}")
        if score > best:
            best = score
            torch.save(model.state_dict(), os.path.join(a.out, "model.pt"))
            json.dump({"encoder": a.encoder, "layers": a.layers, "budget": a.budget}, open(os.path.join(a.out, "run.json"), "w"))


if __name__ == "__main__":
    main()
