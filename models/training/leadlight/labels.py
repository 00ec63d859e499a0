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
# What a word of the message states, a sigmoid each; in the order of the graph's `tags`. As models/text/labels.ts.
FACT_TAGS = [
    "budget_min", "budget_max", "beds_min", "baths_min", "property_type", "timeline_days_max", "locations", "financing",
    "has_agent", "must_sell_first", "motivation", "appointment",
]
# The facts with few values, a sigmoid a value; in the order of the graph's `facts`.
FACT_VALUES = {
    "property_type": ["house", "condo", "townhouse", "apartment", "land", "multifamily"],
    "financing": ["preapproved", "cash", "needs_loan", "fha", "va", "conventional"],
    "has_agent": [True, False],
    "must_sell_first": [True, False],
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


FACT_CLASSES = [(key, value) for key, values in FACT_VALUES.items() for value in values]
