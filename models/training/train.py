"""Fine-tunes an encoder on the corpus: a teacher, or a first version of a student.

  python train.py --out RUN --encoder minilm|FOLDER [--init RUN] [--layers 4] [--extra FILE ...] [--epochs 5]
"""

import argparse
import os

import torch

from leadlight.data import Encoder, read, seeded, targets
from leadlight.encoders import load_encoder
from leadlight.fit import fit
from leadlight.model import MultiTask
from leadlight.runs import load_weights

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--out", required=True)
    args.add_argument("--encoder", default="minilm")
    args.add_argument("--layers", type=int)
    args.add_argument("--init", help="a run of the same shape to start from")
    args.add_argument("--freeze", type=int, default=0, help="leave the embeddings and this many first layers as they are")
    args.add_argument("--data", default=os.path.join(HERE, "data"))
    args.add_argument("--extra", nargs="*", default=[], help="more training records (JSON Lines)")
    args.add_argument("--epochs", type=int, default=5)
    args.add_argument("--batch", type=int, default=24)
    args.add_argument("--lr", type=float, default=1e-4)
    args.add_argument("--budget", type=int, default=96)
    args.add_argument("--bf16", action="store_true", help="bfloat16 arithmetic where the processor has it")
    args.add_argument("--seed", type=int, default=1)
    a = args.parse_args()
    rng = seeded(a.seed)
    torch.set_num_threads(int(os.environ.get("THREADS", "2")))
    encoder, tokenizer = load_encoder(a.encoder, a.layers)
    model = MultiTask(encoder)
    if a.init:
        load_weights(model, a.init)
    for part in [model.encoder.embeddings, *model.encoder.encoder.layer[: a.freeze]] if a.freeze else []:
        part.requires_grad_(False)
    encode = Encoder(tokenizer, a.budget)
    train = read(os.path.join(a.data, "train.jsonl")) + [r for p in a.extra for r in read(p)]
    dev = read(os.path.join(a.data, "dev.jsonl"))
    fit(
        model, [(*encode(r), *targets(r)) for r in train], dev, [(*encode(r), *targets(r)) for r in dev],
        out=a.out, name=a.encoder, budget=a.budget, epochs=a.epochs, batch=a.batch, lr=a.lr, rng=rng, bf16=a.bf16,
    )


if __name__ == "__main__":
    main()
