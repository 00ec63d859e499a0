"""The label names, in the order of the logits. The same as models/text/labels.ts; a test there holds the two equal."""

HEADS = {
    "sentiment": ["negative", "neutral", "positive"],
    "intents": [
        "buy", "sell", "rent", "research", "property_question", "showing",
        "financing", "offer", "objection", "opt_out", "courtesy",
    ],
    "objections": ["price", "timing", "financing", "property", "location", "market", "agent", "decision"],
    "urgency": ["none", "low", "medium", "high"],
    "readiness": ["none", "early", "considering", "ready"],
}
MULTI = ("intents", "objections")
SIZES = {head: len(labels) for head, labels in HEADS.items()}
TOTAL = sum(SIZES.values())


def slices():
    """Where each head's logits lie in the concatenated vector of 30."""
    out, start = {}, 0
    for head, size in SIZES.items():
        out[head] = slice(start, start + size)
        start += size
    return out
