"""JAX with the whole step in one jit, as a peer of `vae bench`: the same layers, the same sums, Adam, float32."""
import os

import peer

options = peer.options()
if options.threads and hasattr(os, "sched_setaffinity"):
    # JAX has no option for its threads; it makes as many as it may run on processors.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:options.threads])

try:
    import jax
    import numpy
    from jax import lax, nn, numpy as jnp, random
except ImportError:
    peer.missing("JAX", "jax")

RATE, BETA1, BETA2, EPSILON = 1e-3, 0.9, 0.999, 1e-8


def choose_device(name):
    kind, _, number = name.partition(":")
    try:
        jax.config.update("jax_default_device", jax.devices(kind)[int(number or 0)])
    except (RuntimeError, IndexError) as why:
        peer.no_device("JAX", name, why)
    # float32 throughout, as the other engines compute
    jax.config.update("jax_default_matmul_precision", "highest")


def linear(key, inputs, outputs):
    return random.normal(key, (inputs, outputs)) * inputs**-0.5, jnp.zeros(outputs)


def apply(layer, x):
    weight, bias = layer
    return x @ weight + bias


class Mlp:
    """Fully connected encoder and mirrored decoder."""

    def __init__(self, hidden, latent, activation, samples=1):
        self.hidden, self.latent, self.activation, self.samples = hidden, latent, activation, samples

    def parameters(self, key):
        keys = iter(random.split(key, 2 * len(self.hidden) + 3))
        widths = [peer.PIXELS, *self.hidden]
        mirrored = [self.latent, *reversed(self.hidden), peer.PIXELS]
        return {
            "trunk": [linear(next(keys), i, o) for i, o in zip(widths, widths[1:])],
            "mean": linear(next(keys), widths[-1], self.latent),
            "log_variance": linear(next(keys), widths[-1], self.latent),
            "decoder": [linear(next(keys), i, o) for i, o in zip(mirrored, mirrored[1:])],
        }

    def encode(self, parameters, x):
        for layer in parameters["trunk"]:
            x = self.activation(apply(layer, x))
        return apply(parameters["mean"], x), apply(parameters["log_variance"], x)

    def decode(self, parameters, z):
        *hidden, output = parameters["decoder"]
        for layer in hidden:
            z = self.activation(apply(layer, z))
        return apply(output, z)

    def loss(self, parameters, x, key):
        mean, log_variance = self.encode(parameters, x)
        if self.samples == 1:
            z = mean + jnp.exp(0.5 * log_variance) * random.normal(key, mean.shape)
            return negative_elbo(x, self.decode(parameters, z), mean, log_variance)
        noise = random.normal(key, (self.samples, *mean.shape))
        z = mean + jnp.exp(0.5 * log_variance) * noise
        log_prior_over_posterior = 0.5 * (noise**2 + log_variance - z**2).sum(-1)
        log_weights = log_likelihood(x, self.decode(parameters, z)) + log_prior_over_posterior
        return -nn.logsumexp(log_weights, axis=0).mean()


class Convolutional:
    """Two strided convolutions of 32 and 64 channels, and their mirror image; channels last."""

    LAYOUT = ("NHWC", "HWIO", "NHWC")

    def __init__(self, latent=32):
        self.latent = latent

    def parameters(self, key):
        keys = iter(random.split(key, 7))
        size = 7 * 7 * 64

        def kernel(inputs, outputs):
            return random.normal(next(keys), (4, 4, inputs, outputs)) * 0.05, jnp.zeros(outputs)

        return {
            "convolutions": [kernel(1, 32), kernel(32, 64)],
            "mean": linear(next(keys), size, self.latent),
            "log_variance": linear(next(keys), size, self.latent),
            "input": linear(next(keys), self.latent, size),
            "transposed": [kernel(64, 32), kernel(32, 1)],
        }

    def loss(self, parameters, x, key):
        h = x.reshape(-1, 28, 28, 1)
        for weight, bias in parameters["convolutions"]:
            h = nn.relu(lax.conv_general_dilated(h, weight, (2, 2), [(1, 1)] * 2, dimension_numbers=self.LAYOUT) + bias)
        h = h.reshape(len(x), -1)
        mean, log_variance = apply(parameters["mean"], h), apply(parameters["log_variance"], h)
        z = mean + jnp.exp(0.5 * log_variance) * random.normal(key, mean.shape)
        h = apply(parameters["input"], z).reshape(-1, 7, 7, 64)
        for weight, bias in parameters["transposed"]:
            h = lax.conv_transpose(nn.relu(h), weight, (2, 2), "SAME", dimension_numbers=self.LAYOUT) + bias
        return negative_elbo(x, h.reshape(len(x), -1), mean, log_variance)


def log_likelihood(x, logits):
    return (x * logits - nn.softplus(logits)).sum(-1)


def negative_elbo(x, logits, mean, log_variance):
    kl = 0.5 * (mean**2 + jnp.exp(log_variance) - 1 - log_variance).sum(-1)
    return (kl - log_likelihood(x, logits)).mean()


MODELS = {
    "W1": lambda: Mlp([400], 20, nn.relu),
    "W2": Convolutional,
    "W3k1": lambda: Mlp([200, 200], 50, jnp.tanh),
    "W3k5": lambda: Mlp([200, 200], 50, jnp.tanh, 5),
    "W3k50": lambda: Mlp([200, 200], 50, jnp.tanh, 50),
    "W5": lambda: Mlp([400], 20, nn.relu),
}


def adam(parameters, first, second, count, gradients):
    first = jax.tree.map(lambda m, g: BETA1 * m + (1 - BETA1) * g, first, gradients)
    second = jax.tree.map(lambda v, g: BETA2 * v + (1 - BETA2) * g * g, second, gradients)
    unbiased1, unbiased2 = 1 - BETA1**count, 1 - BETA2**count

    def moved(p, m, v):
        return p - RATE * (m / unbiased1) / (jnp.sqrt(v / unbiased2) + EPSILON)

    return jax.tree.map(moved, parameters, first, second), first, second


def trainer(model, batch, steps):
    def step(parameters, first, second, count, key, x):
        key, noise = random.split(key)
        loss, gradients = jax.value_and_grad(model.loss)(parameters, x, noise)
        count = count + 1
        return *adam(parameters, first, second, count, gradients), count, key, loss

    step = jax.jit(step, donate_argnums=(0, 1, 2))
    parameters = model.parameters(random.PRNGKey(1))
    zeros = [jax.tree.map(jnp.zeros_like, parameters) for _ in range(2)]
    state = [parameters, *zeros, jnp.float32(0), random.PRNGKey(2)]
    batches = [random.uniform(key, (batch, peer.PIXELS)) for key in random.split(random.PRNGKey(3), steps)]

    def train(steps):
        nonlocal state
        for i in range(steps):
            *state, loss = step(*state, batches[i])
        loss.block_until_ready()

    return train


def encoder(model, batch):
    batches = numpy.random.default_rng(1).random((8, batch, peer.PIXELS), dtype=numpy.float32)
    parameters = model.parameters(random.PRNGKey(1))
    encode = jax.jit(model.encode)

    def call(i):
        mean, log_variance = encode(parameters, batches[i % 8])
        return numpy.asarray(mean), numpy.asarray(log_variance)

    return call


def main():
    if options.workload not in MODELS:
        peer.unknown(options.workload)
    choose_device(options.device)
    model = MODELS[options.workload]()
    encodes = options.workload == "W5"
    peer.serve(
        f"JAX {jax.__version__}, {options.device}",
        None if encodes else trainer(model, options.batch, options.steps),
        encoder(model, options.batch) if encodes else None,
        options.batch,
        options.steps)


main()
