"""The multi-task encoder.

A head pools the message's tokens with its own attention and is linear after that, so that a logit is exactly the sum
of its tokens' contributions plus a bias: `logit[l] = bias[l] + sum_t a[t] * (h[t] . w[l])`.
"""

import torch
from torch import nn

from .labels import HEADS, SIZES
from .quantise import QuantLinear


class MultiTask(nn.Module):
    """ids, segments, attention (batch x tokens) -> logits (batch x 30), embedding (batch x hidden), contributions
    (batch x tokens x 30)."""

    def __init__(self, encoder, dropout=0.1):
        super().__init__()
        self.encoder = encoder
        hidden = encoder.config.hidden_size
        self.pool = nn.Linear(hidden, len(HEADS))
        self.out = nn.ModuleDict({head: nn.Linear(hidden, size) for head, size in SIZES.items()})
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
        mean = (h * own.unsqueeze(-1)).sum(1) / own.sum(1, keepdim=True)
        return torch.cat(logits, -1), mean, torch.cat(contributions, -1)
