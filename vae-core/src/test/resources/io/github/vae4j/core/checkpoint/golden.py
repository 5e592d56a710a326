"""Writes golden.safetensors with the reference implementation: pip install safetensors==0.8.0 numpy."""

import numpy
from safetensors.numpy import save_file

save_file(
    {
        "encoder.weight": numpy.arange(6, dtype=numpy.float32).reshape(2, 3) / 3,
        "mean": numpy.array([numpy.pi, -numpy.inf, 5e-324]),
        "step": numpy.array(-(2**63)),
        "none": numpy.zeros((0, 4), dtype=numpy.float32),
    },
    "golden.safetensors",
    metadata={"format": "np", "größe": 'a "quoted" text\n'},
)
