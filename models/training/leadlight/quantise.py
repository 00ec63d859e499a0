"""Quantisation-aware training for ONNX Runtime's dynamic int8: a linear layer that rounds as the runtime will.

Activations: uint8 over the whole tensor of one input, range with 0 inside (DynamicQuantizeLinear). Weights: symmetric int8
a row of outputs (quantize_dynamic, per_channel). The gradient passes as if nothing were rounded (Bengio et al. 2013).
"""

import torch
from torch import nn
from torch.nn import functional as F


def whole_numbers(x, valid):
    """`x` (batch x tokens x width) in steps from its zero, and the step: -255 … 255. Padding has no say in a range. The
    runtime runs one input at a time, so does this."""
    kept = x * valid.unsqueeze(-1)
    low = kept.amin((1, 2), keepdim=True).clamp(max=0)
    high = kept.amax((1, 2), keepdim=True).clamp(min=0)
    step = (high - low).clamp(min=1e-8) / 255
    zero = torch.round(-low / step)
    return (torch.round(x / step) + zero).clamp(0, 255) - zero, step


def rounded_activation(x, valid):
    steps, step = whole_numbers(x, valid)
    return steps * step


def weight_step(w):
    return w.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127


def whole_weight(w):
    """A weight in steps, -127 … 127, and the step of each row."""
    step = weight_step(w)
    return torch.round(w / step).clamp(-127, 127), step


def rounded_weight(w):
    steps, step = whole_weight(w)
    return steps * step


class QuantLinear(nn.Linear):
    """nn.Linear that computes with rounded weights and activations. `valid` is set on the class before each pass."""

    valid = None

    def forward(self, x):
        with torch.autocast("cpu", enabled=False), torch.no_grad():
            dx = rounded_activation(x.float(), QuantLinear.valid) - x.float()
            dw = rounded_weight(self.weight) - self.weight
        return F.linear(x + dx.to(x.dtype), self.weight + dw, self.bias)


class WholeLinear(nn.Linear):
    """The same for export: weights are whole numbers, and products of whole numbers this small add up exactly in fp32,
    as they do in the int8 kernel."""

    def forward(self, x):
        steps, step = whole_numbers(x, QuantLinear.valid)
        return F.linear(steps, self.weight) * (step * self.weight_step) + self.bias


def linears(model):
    """The linear layers of the encoder, which the export quantises; heads and embeddings are not among them."""
    return [m for m in model.encoder.encoder.modules() if isinstance(m, nn.Linear)]


def quantise(model):
    """Switches the encoder's linear layers to rounding arithmetic, in place."""
    for layer in linears(model):
        layer.__class__ = QuantLinear
    return model


def to_whole(model):
    """Turns the encoder's linear layers into `WholeLinear`, in place and for good."""
    for layer in linears(model):
        layer.weight.data, step = whole_weight(layer.weight.data)
        layer.register_buffer("weight_step", step.squeeze(1))
        layer.__class__ = WholeLinear
    return model


class RowInt8Embedding(nn.Module):
    """An embedding stored as int8 with one scale a row: a quarter of the bytes, errors below half a percent of a row's
    largest value."""

    def __init__(self, weight):
        super().__init__()
        steps, scale = whole_weight(weight)
        self.register_buffer("rows", steps.to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids):
        return self.rows[ids].float() * self.scale[ids]
