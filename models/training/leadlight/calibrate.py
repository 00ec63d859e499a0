"""A temperature a head; a bias and a threshold a label and two stated confidences of the multi-label heads: from the dev set."""

import numpy as np

from .labels import HEADS, MULTI, slices
from .metrics import sigmoid, softmax

TEMPERATURES = np.exp(np.linspace(np.log(0.5), np.log(4), 60))
BIASES = np.linspace(-2, 2, 81)
# As if this many records said that a label needs no bias.
PRIOR = 4.0
# Where confidences are levelled, and the weight of the mean confidence in a level.
FROM, TO, SURE = 0.05, 0.93, 5


def nll(p, gold):
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return -(gold * np.log(p) + (1 - gold) * np.log(1 - p))


def temperature_of(x, gold, multi):
    """The temperature with the least negative log-likelihood, by search over a grid."""
    def loss(t):
        if multi:
            return nll(sigmoid(x / t), gold).mean()
        return -np.log(np.clip(softmax(x / t), 1e-6, 1)[np.arange(len(gold)), gold]).mean()
    return float(min(TEMPERATURES, key=loss))


def bias_of(x, gold):
    """What is added to a label's scaled logit: the least negative log-likelihood with a normal prior around 0."""
    return float(min(BIASES, key=lambda b: nll(sigmoid(x + b), gold).sum() + PRIOR * b**2 / 2))


def threshold_of(p, gold):
    """Half-way between what dev says (the mean of all thresholds within 0.5 % of the best F1) and what calibrated
    probabilities would want: half of the best F1 (Lipton et al. 2014). Dev alone has too few positives of a label."""
    grid = np.arange(0.1, 0.91, 0.02)
    f1 = np.array([2 * ((p >= t) & (gold == 1)).sum() / max(1, (p >= t).sum() + gold.sum()) for t in grid])
    return float(np.clip((grid[f1 >= f1.max() - 0.005].mean() + f1.max() / 2) / 2, 0.25, 0.75))


def levels_of(p, gold, thresholds):
    """Dev cannot tell more than two confidences apart between "hardly" and "surely": the share of right ones below and above
    the labels' thresholds (histogram binning, Zadrozny and Elkan 2001), each as if `SURE` more decisions agreed with it."""
    above = p >= thresholds
    between = (p >= FROM) & (p < TO)
    share = lambda at: round(float((gold[at].sum() + SURE * p[at].mean()) / (at.sum() + SURE)), 3)
    return {"from": FROM, "to": TO, "below": share(between & ~above), "above": share(between & above)}


def calibrate(logits, gold):
    """`{"temperature": {head}, "bias": {head: [label]}, "thresholds": {head: {label}}, "levels": {head: …}}`, as
    config.json holds them."""
    where, out = slices(), {"temperature": {}, "bias": {}, "thresholds": {}, "levels": {}}
    for head, labels in HEADS.items():
        x = logits[:, where[head]]
        out["temperature"][head] = t = round(temperature_of(x, gold[head], head in MULTI), 4)
        if head in MULTI:
            out["bias"][head] = bias = [round(bias_of(x[:, i] / t, gold[head][:, i]), 3) for i in range(len(labels))]
            p = sigmoid(x / t + np.array(bias))
            limits = [round(threshold_of(p[:, i], gold[head][:, i]), 3) for i in range(len(labels))]
            out["thresholds"][head] = dict(zip(labels, limits))
            out["levels"][head] = levels_of(p, gold[head], np.array(limits))
    return out
