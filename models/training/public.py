"""Joins the labels of public-labels.jsonl with the public turns they were given for (JSON Lines for `train.py --extra`).

  python public.py --from DATA --out FILE [--unlabelled FILE]

DATA holds `sgd_homes/turns.jsonl` and `star_apartments/turns_apartment.jsonl`; `ref` is the set and the turn's line,
counted from 0. The context of a turn is what the person said before it in that dialogue: the sets hold no agent turns. `--unlabelled` gets all other turns, for distillation.
"""

import argparse
import json
import os

from leadlight.data import read

FILES = {"sgd": "sgd_homes/turns.jsonl", "star": "star_apartments/turns_apartment.jsonl"}
HERE = os.path.dirname(os.path.abspath(__file__))


def record(turns, at, labels):
    turn = turns[at]
    before = [t for t in turns[max(0, at - 12):at] if t["dialogue"] == turn["dialogue"]][-4:]
    return {**labels, "id": labels["ref"], "text": turn["text"], "context": [{"role": "lead", "text": t["text"]} for t in before]}


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--from", dest="source", required=True)
    args.add_argument("--out", required=True)
    args.add_argument("--unlabelled")
    a = args.parse_args()
    turns = {name: read(os.path.join(a.source, path)) for name, path in FILES.items()}
    labels = read(os.path.join(HERE, "data", "public-labels.jsonl"))
    with open(a.out, "w", encoding="utf8") as out:
        for label in labels:
            name, at = label["ref"].split(":")
            out.write(json.dumps(record(turns[name], int(at), label), ensure_ascii=False) + "\n")
    if a.unlabelled:
        known = {label["ref"] for label in labels}
        with open(a.unlabelled, "w", encoding="utf8") as out:
            for name, rows in turns.items():
                for at in range(len(rows)):
                    if f"{name}:{at}" not in known:
                        out.write(json.dumps(record(rows, at, {"ref": f"{name}:{at}"}), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
