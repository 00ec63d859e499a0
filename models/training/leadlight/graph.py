"""The exported graph: the same arithmetic as `MultiTask` on one input without padding, and no more of it than is needed.

The runtime runs one input at a time, so there is no mask; tokens are rows of plain matrices; and since heads pool over the
message's tokens only, the last layer is computed for those alone (its keys and values still come from all).
"""

import torch
from torch import nn

from .labels import HEADS


class OneInput(nn.Module):
    """ids, segments (1 x tokens) -> logits (1 x 30), embedding (1 x hidden), contributions (1 x message tokens x 30),
    fact values (1 x 16), tags (1 x message tokens x 12)."""

    def __init__(self, model):
        super().__init__()
        self.embeddings = model.encoder.embeddings
        self.encoder = model.encoder.encoder
        self.pool = model.pool
        self.fact_pool, self.fact_out, self.tag = model.fact_pool, model.fact_out, model.tag
        heads = [model.out[head] for head in HEADS]
        self.out = nn.Linear(heads[0].in_features, sum(h.out_features for h in heads))
        self.out.weight.data = torch.cat([h.weight.data for h in heads])
        self.out.bias.data = torch.cat([h.bias.data for h in heads])
        self.register_buffer("head_of", torch.tensor([i for i, h in enumerate(heads) for _ in range(h.out_features)]))

    def embed(self, ids, segments):
        e = self.embeddings
        words = e.word_embeddings(ids) + e.token_type_embeddings.weight[segments] + e.position_embeddings.weight[: ids.shape[0]]
        return e.LayerNorm(words)

    @staticmethod
    def attend(attention, h, queries):
        heads, size = attention.num_attention_heads, attention.attention_head_size
        q = attention.query(queries).view(-1, heads, size).permute(1, 0, 2)
        k = attention.key(h).view(-1, heads, size).permute(1, 2, 0)
        v = attention.value(h).view(-1, heads, size).permute(1, 0, 2)
        shares = torch.softmax(torch.matmul(q, k) * size**-0.5, -1)
        return torch.matmul(shares, v).permute(1, 0, 2).reshape(-1, heads * size)

    def forward(self, ids, segments):
        ids, segments = ids[0], segments[0]
        message = torch.nonzero(1 - segments).squeeze(1)
        h = self.embed(ids, segments)
        for at, layer in enumerate(self.encoder.layer):
            queries = h if at < len(self.encoder.layer) - 1 else h.index_select(0, message)
            block, output = layer.attention, layer.output
            mixed = block.output.LayerNorm(queries + block.output.dense(self.attend(block.self, h, queries)))
            h = output.LayerNorm(mixed + output.dense(layer.intermediate(mixed)))
        weights = torch.softmax(self.pool(h), 0).index_select(1, self.head_of)
        contributions = weights * torch.matmul(h, self.out.weight.T)
        logits = contributions.sum(0, keepdim=True) + self.out.bias
        facts = self.fact_out((torch.softmax(self.fact_pool(h), 0) * h).sum(0, keepdim=True))
        return logits, h.mean(0, keepdim=True), contributions.unsqueeze(0), facts, self.tag(h).unsqueeze(0)
