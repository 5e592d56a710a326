"""PyTorch as a peer of `vae bench`: the same layers, the same sums, fused Adam, float32.

Modes: eager; compile, the model by torch.compile; graph, each step as one CUDA graph.
"""
import re

import peer

try:
    import torch
    from torch import nn
    from torch.nn import functional as F
except ImportError:
    peer.missing("PyTorch", "torch")


class Mlp(nn.Module):
    """Fully connected encoder and mirrored decoder."""

    def __init__(self, hidden, latent, activation, samples=1):
        super().__init__()
        self.samples = samples
        self.trunk = self.layers([peer.PIXELS, *hidden], activation)
        self.mean = nn.Linear(hidden[-1], latent)
        self.log_variance = nn.Linear(hidden[-1], latent)
        mirrored = [latent, *reversed(hidden)]
        self.decoder = nn.Sequential(self.layers(mirrored, activation), nn.Linear(mirrored[-1], peer.PIXELS))

    @staticmethod
    def layers(widths, activation):
        return nn.Sequential(*(part for i, o in zip(widths, widths[1:]) for part in (nn.Linear(i, o), activation())))

    def encode(self, x):
        features = self.trunk(x)
        return self.mean(features), self.log_variance(features)

    def forward(self, x):
        mean, log_variance = self.encode(x)
        if self.samples > 1:
            return importance_weighted(self.decoder, x, mean, log_variance, self.samples)
        return negative_elbo(self.decoder, x, mean, log_variance)


class Convolutional(nn.Module):
    """Two strided convolutions of 32 and 64 channels, and their mirror image."""

    def __init__(self, latent=32):
        super().__init__()
        size = 64 * 7 * 7
        self.trunk = nn.Sequential(
            nn.Unflatten(1, (1, 28, 28)),
            nn.Conv2d(1, 32, 4, 2, 1), nn.ReLU(),
            nn.Conv2d(32, 64, 4, 2, 1), nn.ReLU(),
            nn.Flatten())
        self.mean = nn.Linear(size, latent)
        self.log_variance = nn.Linear(size, latent)
        self.decoder = nn.Sequential(
            nn.Linear(latent, size), nn.ReLU(),
            nn.Unflatten(1, (64, 7, 7)),
            nn.ConvTranspose2d(64, 32, 4, 2, 1), nn.ReLU(),
            nn.ConvTranspose2d(32, 1, 4, 2, 1),
            nn.Flatten())

    def forward(self, x):
        features = self.trunk(x)
        return negative_elbo(self.decoder, x, self.mean(features), self.log_variance(features))


def negative_elbo(decoder, x, mean, log_variance):
    z = mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)
    reconstruction = F.binary_cross_entropy_with_logits(decoder(z), x, reduction="sum")
    kl = 0.5 * torch.sum(mean.square() + log_variance.exp() - 1 - log_variance)
    return (reconstruction + kl) / len(x)


def importance_weighted(decoder, x, mean, log_variance, samples):
    noise = torch.randn(samples, *mean.shape, device=mean.device)
    z = mean + torch.exp(0.5 * log_variance) * noise
    logits = decoder(z)
    log_likelihood = -F.binary_cross_entropy_with_logits(logits, x.expand_as(logits), reduction="none").sum(-1)
    log_prior_over_posterior = 0.5 * (noise.square() + log_variance - z.square()).sum(-1)
    return -torch.logsumexp(log_likelihood + log_prior_over_posterior, 0).mean()


MODELS = {
    "W1": lambda: Mlp([400], 20, nn.ReLU),
    "W2": Convolutional,
    "W3k1": lambda: Mlp([200, 200], 50, nn.Tanh),
    "W3k5": lambda: Mlp([200, 200], 50, nn.Tanh, 5),
    "W3k50": lambda: Mlp([200, 200], 50, nn.Tanh, 50),
    "W5": lambda: Mlp([400], 20, nn.ReLU),
}


def device_of(name):
    try:
        device = torch.device(name.replace("gpu", "cuda"))
        torch.zeros(1, device=device)
        return device
    except (RuntimeError, AssertionError) as why:
        peer.no_device("PyTorch", name, why)


def captured(work):
    """Returns what replays the work as one CUDA graph, after a few runs that settle what it allocates."""
    aside = torch.cuda.Stream()
    aside.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(aside):
        for _ in range(3):
            work()
    torch.cuda.current_stream().wait_stream(aside)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        work()
    return graph.replay


def replayed(step, like):
    """Returns a captured step; it reads its batch from where one lay at capture."""
    present = like.clone()
    replay = captured(lambda: step(present))

    def once(x):
        present.copy_(x)
        replay()

    return once


def finish(device):
    if device.type == "cuda":
        torch.cuda.synchronize()


def trainer(model, batch, steps, device, mode):
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True, capturable=mode == "graph")
    batches = torch.rand(steps, batch, peer.PIXELS, device=device)
    loss = torch.compile(model, mode="reduce-overhead") if mode == "compile" else model

    def step(x):
        loss(x).backward()
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)

    once = replayed(step, batches[0]) if mode == "graph" else step

    def train(steps):
        for i in range(steps):
            once(batches[i])
        finish(device)

    return train


def product(batch, inner, columns, steps, device, mode):
    """One matrix product so many times, all of them in one graph where the mode is that."""
    x = torch.rand(batch, inner, device=device)
    w = torch.rand(inner, columns, device=device)
    y = torch.empty(batch, columns, device=device)

    def all_steps():
        for _ in range(steps):
            torch.mm(x, w, out=y)

    work = captured(all_steps) if mode == "graph" else all_steps

    def multiply(_):
        work()
        finish(device)

    return multiply


def encoder(model, batch, device):
    batches = torch.rand(8, batch, peer.PIXELS).numpy()

    def encode(i):
        with torch.inference_mode():
            mean, log_variance = model.encode(torch.from_numpy(batches[i % 8]).to(device))
            return mean.cpu().numpy(), log_variance.cpu().numpy()

    return encode


def main():
    options = peer.options(("eager", "compile", "graph"))
    device = device_of(options.device)
    encodes = options.workload == "W5"
    if options.mode == "graph" and device.type != "cuda":
        peer.mend(f"there are no CUDA graphs on {device}; name a --device such as gpu:0, or leave this peer out")
    if encodes and options.mode != "eager":
        peer.unknown(options.workload)
    if options.threads:
        torch.set_num_threads(options.threads)
    # float32 throughout, as the other engines compute
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    torch.manual_seed(1)
    peer.serve(
        f"PyTorch {torch.__version__}, {name_of(device)}, {options.mode}",
        None if encodes else work_of(options, device),
        encoder(MODELS["W5"]().to(device), options.batch, device) if encodes else None,
        options.batch,
        options.steps)


def work_of(options, device):
    """Returns what does so many steps."""
    of_product = re.fullmatch(r"M(\d+)x(\d+)", options.workload)
    # A single product is nothing to compile.
    if of_product and options.mode != "compile":
        inner, columns = map(int, of_product.groups())
        return product(options.batch, inner, columns, options.steps, device, options.mode)
    if options.workload not in MODELS:
        peer.unknown(options.workload)
    model = MODELS[options.workload]().to(device)
    return trainer(model, options.batch, options.steps, device, options.mode)


def name_of(device):
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    return f"{device}, {torch.get_num_threads()} threads"


main()
