"""Fits level and momentum on labelled conversations and writes models/scoring/fitted.ts.

  node scripts/score-features.ts models/training/data/conversations-train.jsonl > features.jsonl
  python fit_scores.py features.jsonl

Level: multinomial logistic with an L2 prior and a constraint of sense: what speaks for a deal (means, a date, readiness
…) never makes a lead colder. Cold is the reference at 0 for those features, every other level's weight is at least 0.
"""

import json
import os
import sys

import numpy as np
from scipy.optimize import minimize

LEVELS = ["cold", "warming", "engaged", "qualified", "ready", "hot"]
MOMENTA = ["accelerating", "steady", "slowing"]
FREE = {"objects", "early", "drawsBack", "lacks", "learning"}
HERE = os.path.dirname(os.path.abspath(__file__))


def train(z, y, classes, strength, bounded):
    """Weights (classes x features) and biases with the least penalised log-loss, by L-BFGS-B."""
    n, f = z.shape
    k = len(classes)
    hot = np.eye(k)[y]

    def loss(flat):
        w, b = flat[: k * f].reshape(k, f), flat[k * f:]
        s = z @ w.T + b
        s -= s.max(1, keepdims=True)
        p = np.exp(s)
        p /= p.sum(1, keepdims=True)
        d = p - hot
        centred = w - w.mean(0)
        value = -np.log(np.clip(p[np.arange(n), y], 1e-12, 1)).sum() + (centred**2).sum() / (2 * strength)
        grad_w = d.T @ z + (centred - centred.mean(0)) / strength
        return value, np.concatenate([grad_w.ravel(), d.sum(0)])

    bounds = [(None, None)] * (k * f + k)
    for j in range(f):
        if bounded[j]:
            for c in range(k):
                bounds[c * f + j] = (0, 0) if c == 0 else (0, None)
    found = minimize(loss, np.zeros(k * f + k), jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 2000})
    return found.x[: k * f].reshape(k, f), found.x[k * f:]


def fit(rows, part, labels, strength, constrained):
    names = list(rows[0][part])
    x = np.array([[r[part][n] for n in names] for r in rows])
    y = np.array([labels.index(r["expected"][part]) for r in rows])
    scale = x.std(0) + 1e-9
    # Only the scale is taken out: a shift would undo the reference at 0.
    z = x / scale
    bounded = [constrained and n not in FREE for n in names]
    order = np.random.default_rng(1).permutation(len(y))
    found = np.zeros_like(y)
    for fold in range(10):
        held = order[fold::10]
        kept = np.setdiff1d(order, held)
        w, b = train(z[kept], y[kept], labels, strength, bounded)
        found[held] = (z[held] @ w.T + b).argmax(1)
    print(f"{part}: {len(rows)} conversations, strength {strength}, exact in 10-fold cross-validation "
          f"{(found == y).mean():.3f}, within one {(abs(found - y) <= 1).mean():.3f}")
    w, b = train(z, y, labels, strength, bounded)
    return {
        label: {"bias": round(float(b[i]), 4), "weights": {n: round(float(v), 4) for n, v in zip(names, w[i] / scale)}}
        for i, label in enumerate(labels)
    }


def main():
    rows = [json.loads(line) for line in open(sys.argv[1])]
    # Who has left is cold by rule: such conversations would teach that viewings and offers are cold.
    stays = [r for r in rows if not r["left"] and "stop_contact" not in r["expected"]["top_actions"]]
    level = fit(stays, "level", LEVELS, 0.3, True)
    momentum = fit([r for r in rows if r["expected"]["momentum"] != "stalled"], "momentum", MOMENTA, 0.3, False)
    text = (
        "import type { LinearClasses } from './feature.ts';\n"
        "import type { Level, Momentum } from './types.ts';\n\n"
        "/** Written by models/training/fit_scores.py from the labelled training conversations; not edited by hand. */\n"
        f"export const LEVEL_MODEL: LinearClasses<Level> = {{ classes: {json.dumps(level)} }};\n\n"
        f"export const MOMENTUM_MODEL: LinearClasses<Exclude<Momentum, 'stalled'>> = {{ classes: {json.dumps(momentum)} }};\n"
    )
    open(os.path.join(HERE, "..", "scoring", "fitted.ts"), "w").write(text)


if __name__ == "__main__":
    main()
