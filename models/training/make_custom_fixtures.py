"""Writes the tiny custom models that the tests register: test/fixtures/custom-models/.

  python make_custom_fixtures.py

`pets` is a text classifier (embedding → mean → linear, WordPiece), `closing` a tabular model; `broken` holds graphs that
must be refused. Nothing is trained: the weights are written by hand, so that the right answers are known.
"""

import hashlib
import json
import os

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OUT = os.path.join(os.path.dirname(__file__), "../../test/fixtures/custom-models")
POSITIONS = 16
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
PETS = ["dog", "dogs", "cat", "cats", "pet", "pets", "##s"]
OTHER = ["we", "have", "two", "a", "is", "it", "still", "the", "house", "?", "."]
VOCABULARY = SPECIAL + PETS + OTHER


def model(nodes, inputs, outputs, weights):
    graph = helper.make_graph(nodes, "g", inputs, outputs, [numpy_helper.from_array(v, k) for k, v in weights.items()])
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], producer_name="leadlight")
    made.ir_version = 9
    onnx.checker.check_model(made)
    return made.SerializeToString()


def value(name, kind, shape):
    return helper.make_tensor_value_info(name, kind, shape)


def classifier(segments=False, extra=None, output="logits", nan=False):
    """Logits [1, 2]: 30 × the share of pets among the tokens, less 2; and 0. More than POSITIONS tokens fail, as in BERT."""
    words = np.zeros((len(VOCABULARY), 2), np.float32)
    for token in PETS:
        words[VOCABULARY.index(token)] = [30, 0]
    ids = ["input_ids", "attention_mask"] + (["token_type_ids"] if segments else []) + ([extra] if extra else [])
    nodes = [
        helper.make_node("Gather", ["words", "input_ids"], ["embedded"]),
        helper.make_node("CumSum", ["attention_mask", "axis"], ["counted"]),
        helper.make_node("Sub", ["counted", "one"], ["positions"]),
        helper.make_node("Gather", ["places", "positions"], ["placed"]),
        helper.make_node("Add", ["embedded", "placed"], ["tokens"]),
    ]
    last = "tokens"
    if segments:
        nodes += [
            helper.make_node("Gather", ["parts", "token_type_ids"], ["parted"]),
            helper.make_node("Add", [last, "parted"], ["tokens_parted"]),
        ]
        last = "tokens_parted"
    nodes += [
        helper.make_node("ReduceMean", [last], ["mean"], axes=[1], keepdims=0),
        helper.make_node("MatMul", ["mean", "linear"], ["scaled"]),
        helper.make_node("Add", ["scaled", "bias"], ["sum"]),
        helper.make_node("Log", ["sum"], [output]) if nan else helper.make_node("Identity", ["sum"], [output]),
    ]
    weights = {
        "words": words,
        "places": np.zeros((POSITIONS, 2), np.float32),
        "axis": np.array(1, np.int64),
        "one": np.array(1, np.int64),
        "linear": np.eye(2, dtype=np.float32),
        "bias": np.array([-2, -1 if nan else 0], np.float32),
        **({"parts": np.zeros((2, 2), np.float32)} if segments else {}),
    }
    shape = ["batch", "tokens"]
    return model(
        nodes,
        [value(name, TensorProto.INT64, shape) for name in ids],
        [value(output, TensorProto.FLOAT, ["batch", 2])],
        weights,
    )


def tabular(outputs=1):
    """One logit: 0.1 × (engagement − 50) + 0.5 × viewings asked for."""
    nodes = [
        helper.make_node("MatMul", ["features", "linear"], ["scaled"]),
        helper.make_node("Add", ["scaled", "bias"], ["score"]),
    ] + [helper.make_node("Identity", ["score"], [f"more{n}"]) for n in range(1, outputs)]
    names = ["score"] + [f"more{n}" for n in range(1, outputs)]
    return model(
        nodes,
        [value("features", TensorProto.FLOAT, ["batch", 2])],
        [value(name, TensorProto.FLOAT, ["batch", 1]) for name in names],
        {"linear": np.array([[0.1], [0.5]], np.float32), "bias": np.array([-5], np.float32)},
    )


TOKENIZER = {
    "version": "1.0",
    "truncation": None,
    "padding": None,
    "added_tokens": [
        {"id": at, "content": token, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False,
         "special": True}
        for at, token in enumerate(SPECIAL)
    ],
    "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None,
                   "lowercase": True},
    "pre_tokenizer": {"type": "BertPreTokenizer"},
    "post_processor": {
        "type": "TemplateProcessing",
        "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                   {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
        "pair": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                 {"SpecialToken": {"id": "[SEP]", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}},
                 {"SpecialToken": {"id": "[SEP]", "type_id": 1}}],
        "special_tokens": {token: {"id": token, "ids": [SPECIAL.index(token)], "tokens": [token]}
                           for token in ("[CLS]", "[SEP]")},
    },
    "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
    "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
              "max_input_chars_per_word": 100, "vocab": {token: at for at, token in enumerate(VOCABULARY)}},
}
PETS_CONFIG = {
    "architectures": ["BertForSequenceClassification"],
    "model_type": "bert",
    "id2label": {"0": "pets", "1": "other"},
    "label2id": {"pets": 0, "other": 1},
    "max_position_embeddings": POSITIONS,
    "vocab_size": len(VOCABULARY),
}
CLOSING_CONFIG = {
    "leadlight": {"task": "tabular", "features": ["engagement", "viewings_asked"], "labels": ["closes_soon"],
                  "activation": "sigmoid"},
}


def write(folder, files, sums=True):
    lines = []
    for name, content in files.items():
        path = os.path.join(OUT, folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        data = content if isinstance(content, bytes) else (json.dumps(content, indent=1) + "\n").encode()
        with open(path, "wb") as file:
            file.write(data)
        lines.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
    if sums:
        with open(os.path.join(OUT, folder, "SHA256SUMS"), "w") as file:
            file.writelines(lines)


if __name__ == "__main__":
    write("pets", {"config.json": PETS_CONFIG, "tokenizer.json": TOKENIZER, "onnx/model.onnx": classifier()})
    write("closing", {"config.json": CLOSING_CONFIG, "onnx/model.onnx": tabular()})
    write(
        "broken",
        {
            "segments.onnx": classifier(segments=True),
            "position-ids.onnx": classifier(extra="position_ids"),
            "other-output.onnx": classifier(output="scores"),
            "not-finite.onnx": classifier(nan=True),
            "two-outputs.onnx": tabular(outputs=2),
        },
        sums=False,
    )
