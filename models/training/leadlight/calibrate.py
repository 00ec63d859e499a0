"""A temperature a head and a threshold a label, fitted on the dev set."""

import numpy as np

from .labels import HEADS, MULTI, slices
from .metrics import sigmoid, softmax


def temperature_of(x, gold, multi):
    """The temperature with the least negative log-likelihood, by search over a grid."""
    best, chosen = np.inf, 1.0
    for t in np.exp(np.linspace(np.log(0.5), np.log(4), 60)):
        if multi:
            p = np.clip(sigmoid(x / t), 1e-6, 1 - 1e-6)
            loss = -(gold * np.log(p) + (1 - gold) * np.log(1 - p)).mean()
        else:
            p = np.clip(softmax(x / t), 1e-6, 1)
            loss = -np.log(p[np.arange(len(gold)), gold]).mean()
        if loss < best:
            best, chosen = loss, float(t)
    return chosen


def threshold_of(p, gold):
    """The threshold with the best F1, smoothed: the mean of all thresholds within 0.5 % of the best, kept in 0.25–0.75."""
    grid = np.arange(0.1, 0.91, 0.02)
    f1 = np.array([2 * ((p >= t) & (gold == 1)).sum() / max(1, (p >= t).sum() + gold.sum()) for t in grid])
    return float(np.clip(grid[f1 >= f1.max() - 0.005].mean(), 0.25, 0.75))


def calibrate(logits, gold):
    where, temperature, thresholds = slices(), {}, {}
    for head, labels in HEADS.items():
        x = logits[:, where[head]]
        temperature[head] = round(temperature_of(x, gold[head], head in MULTI), 4)
        if head in MULTI:
            p = sigmoid(x / temperature[head])
            thresholds[head] = {l: round(threshold_of(p[:, i], gold[head][:, i]), 3) for i, l in enumerate(labels)}
    return temperature, thresholds
