"""Distils one or more teachers into a small student, rounding as the shipped int8 graph will in the last epochs.

  python distil.py --out RUN --from RUN --layers 4 --ffn 768 --teachers RUN [RUN ...] [--unlabelled FILE ...]

`--from` is the run whose layers the student starts with. Labelled records count by their labels and by the teachers'
probabilities, unlabelled ones (JSON Lines with `text`, perhaps `context`) by the teachers' alone.
"""

import argparse
import os

import torch

from leadlight.data import Encoder, read, seeded, targets
from leadlight.encoders import activate, add_words, load_encoder, shrink
from leadlight.fit import fit, soft_targets
from leadlight.runs import load_run, predict

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--out", required=True)
    args.add_argument("--from", dest="start", required=True)
    args.add_argument("--teachers", nargs="+", required=True)
    args.add_argument("--layers", type=int)
    args.add_argument("--ffn", type=int)
    args.add_argument("--activation", help="of the feed-forward blocks: relu; that of --from unless given")
    args.add_argument("--budget", type=int, help="tokens of an input; that of --from unless given")
    args.add_argument("--data", default=os.path.join(HERE, "data"))
    args.add_argument("--extra", nargs="*", default=[], help="more labelled records (JSON Lines)")
    args.add_argument("--unlabelled", nargs="*", default=[])
    args.add_argument("--most", type=int, default=3000, help="unlabelled records taken of a file, spread evenly")
    args.add_argument("--alpha", type=float, default=0.5, help="share of the gold labels in the loss")
    args.add_argument("--epochs", type=int, default=6)
    args.add_argument("--quantise-from", type=int, default=3)
    args.add_argument("--batch", type=int, default=24)
    args.add_argument("--lr", type=float, default=1.5e-4)
    args.add_argument("--bf16", action="store_true")
    args.add_argument("--seed", type=int, default=1)
    a = args.parse_args()
    rng = seeded(a.seed)
    torch.set_num_threads(int(os.environ.get("THREADS", "2")))
    records = read(os.path.join(a.data, "train.jsonl")) + [r for p in a.extra for r in read(p)]
    for path in a.unlabelled:
        rows = read(path)
        step = max(1, len(rows) // a.most)
        records += [{"text": r["text"], "context": r.get("context", [])} for r in rows[::step][: a.most]]
    taught = []
    for folder in a.teachers:
        teacher, encode, _ = load_run(folder)
        taught.append(predict(teacher, [(*encode(r), *targets(r)) for r in records]))
        print("taught by", folder, flush=True)
    model, encode, run = load_run(a.start)
    shrink(model.encoder, a.layers, a.ffn)
    if a.activation:
        activate(model.encoder, a.activation)
    if not run.get("dense"):
        add_words(model.encoder, encode.tokenizer)
    _, tokenizer = load_encoder(run["encoder"], words=True)
    encode = Encoder(tokenizer, a.budget or run["budget"], dense=True)
    dev = read(os.path.join(a.data, "dev.jsonl"))
    fit(
        model, [(*encode(r), *targets(r)) for r in records], dev, [(*encode(r), *targets(r)) for r in dev],
        out=a.out, name=run["encoder"], budget=encode.budget, dense=True, epochs=a.epochs, batch=a.batch, lr=a.lr, rng=rng,
        bf16=a.bf16, teacher=soft_targets(taught), alpha=a.alpha, quantise_from=a.quantise_from,
    )


if __name__ == "__main__":
    main()
