"""The multi-task encoder.

A head pools the message's tokens with its own attention and is linear after that, so that a logit is exactly the sum
of its tokens' contributions plus a bias: `logit[l] = bias[l] + sum_t a[t] * (h[t] . w[l])`.
Facts are read beside the heads: a tag says of each token which facts it states, and the facts with few values are pooled like
a head.
"""

import torch
from torch import nn

from .labels import FACT_CLASSES, FACT_TAGS, HEADS, SIZES
from .quantise import QuantLinear


class MultiTask(nn.Module):
    """ids, segments, attention (batch x tokens) -> logits (batch x 30), embedding (batch x hidden), contributions
    (batch x tokens x 30), fact values (batch x 16), tags (batch x tokens x 12)."""

    def __init__(self, encoder, dropout=0.1):
        super().__init__()
        self.encoder = encoder
        hidden = encoder.config.hidden_size
        self.pool = nn.Linear(hidden, len(HEADS))
        self.out = nn.ModuleDict({head: nn.Linear(hidden, size) for head, size in SIZES.items()})
        self.fact_pool = nn.Linear(hidden, 1)
        self.fact_out = nn.Linear(hidden, len(FACT_CLASSES))
        self.tag = nn.Linear(hidden, len(FACT_TAGS))
        # Hardly a word states a fact.
        nn.init.constant_(self.tag.bias, -4.0)
        nn.init.constant_(self.fact_out.bias, -4.0)
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids, segments, attention):
        QuantLinear.valid = attention
        types = {"token_type_ids": segments} if getattr(self.encoder.config, "type_vocab_size", 1) > 1 else {}
        h = self.encoder(input_ids=ids, attention_mask=attention, **types).last_hidden_state
        own = attention * (1 - segments)
        dropped = self.dropout(h)
        scores = self.pool(dropped) + (1 - own).unsqueeze(-1) * -1e4
        weights = torch.softmax(scores, dim=1)
        logits, contributions = [], []
        for at, head in enumerate(HEADS):
            layer = self.out[head]
            share = weights[:, :, at].unsqueeze(-1) * torch.matmul(dropped, layer.weight.T)
            contributions.append(share)
            logits.append(share.sum(1) + layer.bias)
        fact_weights = torch.softmax(self.fact_pool(dropped) + (1 - own).unsqueeze(-1) * -1e4, dim=1)
        facts = self.fact_out((fact_weights * dropped).sum(1))
        mean = (h * own.unsqueeze(-1)).sum(1) / own.sum(1, keepdim=True)
        return torch.cat(logits, -1), mean, torch.cat(contributions, -1), facts, self.tag(dropped)
