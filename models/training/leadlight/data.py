"""Records of the corpus as token ids.

The encoder sees `[CLS] message [SEP] context [SEP]`, the context with the latest turn first, each turn led by its
speaker's name, cut to the token budget. Segment 0 is the message, 1 the context: heads pool over segment 0 only.
"""

import json
import random
import re

import torch

from .labels import FACT_CLASSES, FACT_TAGS, HEADS, MULTI

EMOJI = json.load(open(__file__.rsplit("/", 1)[0] + "/emoji.json", encoding="utf8"))


def read(path):
    with open(path, encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def words_for_emoji(text):
    """WordPiece knows no emoji: each known one becomes its meaning in words, as the runtime does (longest first)."""
    for symbol, meaning in EMOJI:
        if symbol in text:
            text = text.replace(symbol, f" {meaning} ")
    return text


LETTER = r"[^\W\d_]"


def dense(text):
    """The same words in fewer pieces, as the runtime does: marks inside a word, commas and repeated marks cost a token
    each and say little."""
    text = re.sub(f"(?<={LETTER})['’](?={LETTER})", "", text)
    text = re.sub(f"(?<={LETTER})-(?={LETTER})", " ", text)
    text = re.sub(r"\.{2,}", "…", text.replace(",", " "))
    return re.sub(r"([^\w\s])\1+", r"\1", text)


def turn_text(turn):
    """A turn of the context, led by its speaker, without the stops that end its sentences."""
    return f"{turn['role']} " + re.sub(r"(?<!\.)\.(?=\s|\Z)", "", turn["text"])


class Encoder:
    """Token ids of a record within a budget: the message gets at most `message` (three quarters), the rest is context.
    `dense`: of the text made dense, as the student reads it."""

    def __init__(self, tokenizer, budget=96, message=None, dense=False):
        self.tokenizer, self.budget, self.message = tokenizer, budget, message or budget * 3 // 4
        self.dense = dense
        # BERT's names, or MPNet's.
        self.cls = tokenizer.token_to_id("[CLS]") if tokenizer.token_to_id("[CLS]") is not None else tokenizer.token_to_id("<s>")
        self.sep = tokenizer.token_to_id("[SEP]") if tokenizer.token_to_id("[SEP]") is not None else tokenizer.token_to_id("</s>")

    def pieces(self, text):
        text = words_for_emoji(text)
        return self.tokenizer.encode(dense(text) if self.dense else text, add_special_tokens=False).ids

    def __call__(self, record, context=True):
        """Token ids, their segments, and for each the number of the message's word that it is of (-1 for none)."""
        turns = record.get("context") or [] if context else []
        body = [(i, at) for at, word in enumerate(record["text"].split()) for i in self.pieces(word)]
        room = self.budget - 3
        rest = []
        for turn in reversed(turns[-4:]):
            rest += self.pieces(turn_text(turn) if self.dense else f"{turn['role']}: {turn['text']}")
            if len(rest) >= room:
                break
        # The message comes first; context takes what it leaves, but at least what the message doesn't need of its cap.
        keep = body if len(body) + len(rest) <= room else self.cut(body, max(self.message, room - len(rest)))
        rest = rest[: room - len(keep)]
        ids = [self.cls] + [i for i, _ in keep] + [self.sep]
        words = [-1] + [at for _, at in keep] + [-1]
        segments = [0] * len(ids)
        if rest:
            ids += rest + [self.sep]
            segments += [1] * (len(rest) + 1)
            words += [-1] * (len(rest) + 1)
        return ids, segments, words

    @staticmethod
    def cut(body, limit):
        """Of a long message the head and the tail are kept: people open with the matter and close with the wish."""
        if len(body) <= limit:
            return body
        head = (limit * 2) // 3
        return body[:head] + body[len(body) - (limit - head):]


def targets(record):
    """Targets and masks a head (one that the record doesn't label is masked out), and gold facts."""
    y, mask = {}, {}
    for head, labels in HEADS.items():
        value = record.get(head)
        mask[head] = float(value is not None)
        if head in MULTI:
            y[head] = [float(label in (value or [])) for label in labels]
        else:
            y[head] = labels.index(value) if value is not None else 0
    return y, mask, fact_targets(record)


def quotes_of(record, key):
    """The words of the message that state a fact, as `quotes` marks them; None where they are not known."""
    if "quotes" in record:
        return record["quotes"].get(key, [])
    value = record["facts"].get(key, [])
    said = value if isinstance(value, list) else [value]
    return [str(v) for v in said] if key in ("locations", "appointment", "motivation") or not said else None


def fact_targets(record):
    """Gold facts, or None for a record without: values (16), tags of the message's words (words x 12) and whether each tag
    counts."""
    facts, text = record.get("facts"), record["text"]
    if facts is None:
        return None
    values = [float(key in facts and facts[key] == value) for key, value in FACT_CLASSES]
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    tags, counts = [[0.0] * len(FACT_TAGS) for _ in words], [1.0] * len(FACT_TAGS)
    for k, key in enumerate(FACT_TAGS):
        quotes = quotes_of(record, key)
        if quotes is None or any(q not in text for q in quotes):
            counts[k] = 0.0
            continue
        for start, end in ((text.index(q), text.index(q) + len(q)) for q in quotes):
            for w, (from_, to) in enumerate(words):
                if from_ < end and start < to:
                    tags[w][k] = 1.0
    return values, tags, counts


def collate(items, pad=0):
    """Items of `(ids, segments, words, y, mask, facts)`, where facts is what `fact_targets` gives, as tensors."""
    longest = max(len(ids) for ids, *_ in items)
    filled = lambda rows, fill: torch.tensor([row + [fill] * (longest - len(row)) for row in rows])
    ids = filled([it[0] for it in items], pad)
    segments = filled([it[1] for it in items], 0)
    words = filled([it[2] for it in items], -1)
    attention = filled([[1] * len(it[0]) for it in items], 0)
    y = {h: torch.tensor([it[3][h] for it in items]) for h in HEADS}
    mask = {h: torch.tensor([it[4][h] for it in items]) for h in HEADS}
    return ids, segments, attention, y, mask, words, collate_facts([it[5] for it in items], words)


def collate_facts(facts, words):
    """Values and their mask (batch x 16), tags and their mask (batch x tokens x 12)."""
    shape = (*words.shape, len(FACT_TAGS))
    values, kept = torch.zeros(len(facts), len(FACT_CLASSES)), torch.zeros(len(facts))
    tags, counts = torch.zeros(shape), torch.zeros(shape)
    for row, fact in enumerate(facts):
        if fact is None:
            continue
        values[row], kept[row] = torch.tensor(fact[0]), 1.0
        own = words[row] >= 0
        if own.any():
            tags[row, own] = torch.tensor(fact[1])[words[row, own]]
            counts[row, own] = torch.tensor(fact[2])
    return values, kept, tags, counts


def batches(encoded, size, rng=None):
    """Batches of like length; shuffled when a random generator is given."""
    order = list(range(len(encoded)))
    if rng:
        rng.shuffle(order)
        chunks = [order[i:i + size * 16] for i in range(0, len(order), size * 16)]
        order = [i for chunk in chunks for i in sorted(chunk, key=lambda k: len(encoded[k][0]))]
    else:
        order.sort(key=lambda k: len(encoded[k][0]))
    out = [order[i:i + size] for i in range(0, len(order), size)]
    if rng:
        rng.shuffle(out)
    return out


def seeded(seed):
    random.seed(seed)
    torch.manual_seed(seed)
    return random.Random(seed)
