"""Accuracy, F1 and calibration as `npm run eval` computes them, for use while training."""

import numpy as np

from .labels import HEADS, MULTI, slices


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def f1(tp, predicted, support):
    return 2 * tp / (predicted + support) if predicted + support else None


def probabilities(logits, head, calibration=None):
    """Of a multi-label head: sigmoid of the scaled logit and its label's bias."""
    x = logits[:, slices()[head]]
    if calibration is None:
        return sigmoid(x)
    return sigmoid(x / calibration["temperature"][head] + np.array(calibration["bias"][head]))


def decide(logits, calibration=None):
    """Predictions a head: class indices, or 0/1 matrices with the guide's rules (courtesy alone, kinds with objection)."""
    where, out = slices(), {}
    for head in HEADS:
        x = logits[:, where[head]]
        if head in MULTI:
            limit = 0.5 if calibration is None else np.array(list(calibration["thresholds"][head].values()))
            out[head] = (probabilities(logits, head, calibration) >= limit).astype(int)
        else:
            out[head] = x.argmax(-1)
    intents, kinds = out["intents"], out["objections"]
    courtesy, objection = HEADS["intents"].index("courtesy"), HEADS["intents"].index("objection")
    opt_out = HEADS["intents"].index("opt_out")
    p, q = probabilities(logits, "intents", calibration), probabilities(logits, "objections", calibration)
    for i in range(len(intents)):
        if intents[i, courtesy] and intents[i].sum() > 1:
            if p[i].argmax() == courtesy:
                intents[i] = 0
                intents[i, courtesy] = 1
            else:
                intents[i, courtesy] = 0
        if not intents[i, objection]:
            kinds[i] = 0
        elif kinds[i].sum() == 0:
            kinds[i, q[i].argmax()] = 1
        if intents[i, courtesy] or intents[i, opt_out]:
            out["readiness"][i] = 0
    return out


def report(logits, gold, calibration=None):
    """One line a head. `gold`: head -> array as in `decide`."""
    found, out = decide(logits, calibration), {}
    for head in HEADS:
        g, p = gold[head], found[head]
        if head in MULTI:
            tp, pr, su = (g * p).sum(0), p.sum(0), g.sum(0)
            each = [f1(a, b, c) for a, b, c in zip(tp, pr, su)]
            out[head] = {
                "micro": f1(tp.sum(), pr.sum(), su.sum()),
                "macro": float(np.mean([x for x in each if x is not None])),
                "labels": {l: (round(float(x or 0), 3), int(s)) for l, x, s in zip(HEADS[head], each, su)},
            }
        else:
            each = []
            for k in range(len(HEADS[head])):
                each.append(f1(((g == k) & (p == k)).sum(), (p == k).sum(), (g == k).sum()))
            out[head] = {
                "accuracy": float((g == p).mean()),
                "macro": float(np.mean([x for x in each if x is not None])),
                "labels": {l: (round(float(x or 0), 3), int((g == k).sum())) for k, (l, x) in enumerate(zip(HEADS[head], each))},
            }
    o = HEADS["intents"].index("opt_out")
    g, p = gold["intents"][:, o], found["intents"][:, o]
    out["opt_out"] = {"precision": float((g & p).sum() / max(1, p.sum())), "recall": float((g & p).sum() / max(1, g.sum()))}
    return out


def summary(r):
    return (f"sent {r['sentiment']['accuracy']:.3f}/{r['sentiment']['macro']:.3f} int {r['intents']['micro']:.3f}/{r['intents']['macro']:.3f} "
            f"obj {r['objections']['micro']:.3f} urg {r['urgency']['accuracy']:.3f}/{r['urgency']['macro']:.3f} "
            f"read {r['readiness']['accuracy']:.3f}/{r['readiness']['macro']:.3f} out P{r['opt_out']['precision']:.3f} R{r['opt_out']['recall']:.3f}")
