"""PyTorch in eager mode, as a peer of `vae bench`: the same layers, the same sums, fused Adam, float32."""
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


def trainer(model, batch, steps, device):
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
    batches = torch.rand(steps, batch, peer.PIXELS, device=device)

    def train(steps):
        for i in range(steps):
            optimiser.zero_grad(set_to_none=True)
            model(batches[i]).backward()
            optimiser.step()
        if device.type == "cuda":
            torch.cuda.synchronize()

    return train


def encoder(model, batch, device):
    batches = torch.rand(8, batch, peer.PIXELS).numpy()

    def encode(i):
        with torch.inference_mode():
            mean, log_variance = model.encode(torch.from_numpy(batches[i % 8]).to(device))
            return mean.cpu().numpy(), log_variance.cpu().numpy()

    return encode


def main():
    options = peer.options()
    if options.workload not in MODELS:
        peer.unknown(options.workload)
    if options.threads:
        torch.set_num_threads(options.threads)
    # float32 throughout, as the other engines compute
    torch.backends.cudnn.allow_tf32 = False
    torch.manual_seed(1)
    device = device_of(options.device)
    model = MODELS[options.workload]().to(device)
    encodes = options.workload == "W5"
    peer.serve(
        f"PyTorch {torch.__version__}, {device}, {torch.get_num_threads()} threads",
        None if encodes else trainer(model, options.batch, options.steps, device),
        encoder(model, options.batch, device) if encodes else None,
        options.batch,
        options.steps)


main()
