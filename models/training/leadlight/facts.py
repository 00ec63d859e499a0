"""How well facts are read: F1 a fact, of words and of values."""

import numpy as np

from .data import fact_targets
from .labels import FACT_CLASSES, FACT_TAGS


def f1(found, gold):
    return 2 * (found & gold).sum() / max(1, found.sum() + gold.sum())


def fact_f1(predicted, records, threshold=0.5):
    """Of records with gold facts: F1 of the words that state each fact and of the values of those with few, as text."""
    tags, gold_tags, values, gold_values = [[] for _ in FACT_TAGS], [[] for _ in FACT_TAGS], [], []
    for at, record in enumerate(records):
        gold = fact_targets(record)
        if gold is None:
            continue
        values.append(predicted.values[at])
        gold_values.append(gold[0])
        for k in range(len(FACT_TAGS)):
            if gold[2][k]:
                seen = predicted.tags[at][:, k]
                tags[k].append(seen)
                gold_tags[k].append([row[k] for row in gold[1][: len(seen)]])
    if not values:
        return "none"
    words = {key: f1(np.concatenate(tags[k]) >= threshold, np.concatenate(gold_tags[k]) > 0)
             for k, key in enumerate(FACT_TAGS) if tags[k]}
    found, gold = np.array(values) >= threshold, np.array(gold_values) > 0
    keys = sorted({key for key, _ in FACT_CLASSES})
    classes = {key: f1(found[:, at], gold[:, at]) for key in keys for at in [[i for i, (k, _) in enumerate(FACT_CLASSES) if k == key]]}
    show = lambda scores: " ".join(f"{key} {score:.2f}" for key, score in scores.items())
    return f"words: {show(words)} | values: {show(classes)}"
