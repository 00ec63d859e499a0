"""Writes `leadlight/words.json`: words that the train messages use often and the pre-trained vocabulary has in pieces only.

  python words.py [--least 8]
"""

import argparse
import collections
import json
import os
import re

from tokenizers import Tokenizer

from leadlight.data import LETTER, dense, read, words_for_emoji
from leadlight.encoders import folder_of

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--encoder", default="minilm")
    args.add_argument("--data", default=os.path.join(HERE, "data"))
    args.add_argument("--least", type=int, default=8, help="times that a word must occur")
    a = args.parse_args()
    vocab = Tokenizer.from_file(os.path.join(folder_of(a.encoder), "tokenizer.json")).get_vocab()
    train = read(os.path.join(a.data, "train.jsonl"))
    texts = [r["text"] for r in train] + [t["text"] for r in train for t in r.get("context", [])]
    found = collections.Counter(w for s in texts for w in re.findall(f"{LETTER}+", dense(words_for_emoji(s))))
    count, small = collections.Counter(), collections.Counter()
    for word, n in found.items():
        count[word.lower()] += n
        small[word.lower()] += n * word.islower()
    # Mostly written with a capital is a name: none is added.
    words = sorted(w for w, n in count.items() if n >= a.least and small[w] * 2 > n and w not in vocab and w.isascii())
    with open(os.path.join(HERE, "leadlight", "words.json"), "w", encoding="utf8") as out:
        json.dump(words, out, indent=2)
        out.write("\n")
    print(len(words), "words")


if __name__ == "__main__":
    main()
