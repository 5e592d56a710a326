# TorchScript, one method for each operation of Ops and State. Loaded as it stands, each is called by itself; a captured
# step is one more method, which calls these in a row and into which the compiler copies them.
# Numbers of an operation that never change are ints, floats and lists; what changes from step to step is a Tensor.
# In torch.to, 4 is int64 and 6 is float32.
class Kernels(Module):

  # elementwise

  def add(self, a: Tensor, b: Tensor) -> Tensor:
    return torch.add(a, b)

  def sub(self, a: Tensor, b: Tensor) -> Tensor:
    return torch.sub(a, b)

  def mul(self, a: Tensor, b: Tensor) -> Tensor:
    return torch.mul(a, b)

  def div(self, a: Tensor, b: Tensor) -> Tensor:
    return torch.div(a, b)

  def maximum(self, a: Tensor, b: Tensor) -> Tensor:
    return torch.maximum(a, b)

  def minimum(self, a: Tensor, b: Tensor) -> Tensor:
    return torch.minimum(a, b)

  def scaled(self, x: Tensor, scale: float) -> Tensor:
    return torch.mul(x, scale)

  def affine(self, x: Tensor, scale: float, shift: float) -> Tensor:
    return torch.add(torch.mul(x, scale), shift)

  def power(self, x: Tensor, exponent: float) -> Tensor:
    return torch.pow(x, exponent)

  def root(self, x: Tensor) -> Tensor:
    # as a power: the square root of -inf would be NaN
    return torch.pow(x, torch.new_full(x, [1], 0.5))

  def clamp(self, x: Tensor, low: float, high: float) -> Tensor:
    return torch.clamp(x, low, high)

  def abs(self, x: Tensor) -> Tensor:
    return torch.abs(x)

  def sign(self, x: Tensor) -> Tensor:
    # torch.sign gives 0 for NaN
    return torch.where(torch.ne(x, x), x, torch.sign(x))

  def floor(self, x: Tensor) -> Tensor:
    return torch.floor(x)

  def exp(self, x: Tensor) -> Tensor:
    return torch.exp(x)

  def expm1(self, x: Tensor) -> Tensor:
    return torch.expm1(x)

  def log(self, x: Tensor) -> Tensor:
    return torch.log(x)

  def log1p(self, x: Tensor) -> Tensor:
    return torch.log1p(x)

  def sqrt(self, x: Tensor) -> Tensor:
    return torch.sqrt(x)

  def sin(self, x: Tensor) -> Tensor:
    return torch.sin(x)

  def cos(self, x: Tensor) -> Tensor:
    return torch.cos(x)

  def tanh(self, x: Tensor) -> Tensor:
    return torch.tanh(x)

  def sigmoid(self, x: Tensor) -> Tensor:
    return torch.sigmoid(x)

  def softplus(self, x: Tensor) -> Tensor:
    return torch.softplus(x, 1, 20)

  def relu(self, x: Tensor) -> Tensor:
    return torch.relu(x)

  def erf(self, x: Tensor) -> Tensor:
    return torch.erf(x)

  def normalQuantile(self, p: Tensor) -> Tensor:
    return torch.special_ndtri(p)

  def lgamma(self, x: Tensor) -> Tensor:
    return torch.lgamma(x)

  def digamma(self, x: Tensor) -> Tensor:
    return torch.where(torch.gt(x, 0), torch.digamma(x), torch.full_like(x, nan))

  def equal(self, a: Tensor, b: Tensor) -> Tensor:
    return torch.to(torch.eq(a, b), 6)

  def less(self, a: Tensor, b: Tensor) -> Tensor:
    return torch.to(torch.lt(a, b), 6)

  def lessOrEqual(self, a: Tensor, b: Tensor) -> Tensor:
    return torch.to(torch.le(a, b), 6)

  def select(self, condition: Tensor, yes: Tensor, no: Tensor) -> Tensor:
    return torch.where(torch.ne(condition, 0), yes, no)

  # reductions

  def sum(self, x: Tensor, axes: List[int], keep: bool) -> Tensor:
    return torch.sum(x, axes, keep)

  def max(self, x: Tensor, axes: List[int], keep: bool) -> Tensor:
    return torch.amax(x, axes, keep)

  def logSumExp(self, x: Tensor, axes: List[int], keep: bool) -> Tensor:
    return torch.logsumexp(x, axes, keep)

  def argmax(self, x: Tensor, axis: int) -> Tensor:
    return torch.to(torch.argmax(x, axis), 6)

  def cumulativeSum(self, x: Tensor, axis: int) -> Tensor:
    return torch.cumsum(x, axis)

  def cumulativeSumFromEnd(self, x: Tensor, axis: int) -> Tensor:
    return torch.flip(torch.cumsum(torch.flip(x, [axis]), axis), [axis])

  # shapes; what only looks at its operand is copied where that may change

  def copy(self, x: Tensor) -> Tensor:
    return torch.clone(x, memory_format=0)

  def reshape(self, x: Tensor, shape: List[int]) -> Tensor:
    return torch.reshape(x, shape)

  def permute(self, x: Tensor, axes: List[int]) -> Tensor:
    return torch.clone(torch.permute(x, axes), memory_format=0)

  def broadcastTo(self, x: Tensor, shape: List[int]) -> Tensor:
    return torch.expand(x, shape)

  def slice(self, x: Tensor, axis: int, start: int, stop: int) -> Tensor:
    return torch.contiguous(torch.slice(x, axis, start, stop))

  def pad(self, x: Tensor, zeros: List[int]) -> Tensor:
    return torch.constant_pad_nd(x, zeros)

  def concat(self, parts: List[Tensor], axis: int) -> Tensor:
    return torch.cat(parts, axis)

  def gather(self, table: Tensor, rows: Tensor, shape: List[int]) -> Tensor:
    numbers = torch.to(torch.reshape(rows, [-1]), 4)
    return torch.reshape(torch.index_select(table, 0, numbers), shape)

  def scatterAdd(self, rows: Tensor, updates: Tensor, table: List[int], flat: List[int]) -> Tensor:
    numbers = torch.to(torch.reshape(rows, [-1]), 4)
    zeros = torch.new_zeros(updates, table)
    return torch.index_add_(zeros, 0, numbers, torch.reshape(updates, flat))

  # products

  def matmul(self, a: Tensor, b: Tensor, transposeA: bool, transposeB: bool) -> Tensor:
    left = a
    if transposeA:
      left = torch.transpose(a, -2, -1)
    right = b
    if transposeB:
      right = torch.transpose(b, -2, -1)
    return torch.matmul(left, right)

  def longMatmul(self, a: Tensor, b: Tensor, transposeA: bool, transposeB: bool) -> Tensor:
    # a running sum over a long inner axis would lose digits
    left = a
    if transposeA:
      left = torch.transpose(a, -2, -1)
    right = b
    if transposeB:
      right = torch.transpose(b, -2, -1)
    lefts = torch.split(left, 4096, -1)
    rights = torch.split(right, 4096, -2)
    parts = annotate(List[Tensor], [])
    for i in range(len(lefts)):
      parts.append(torch.matmul(lefts[i], rights[i]))
    return torch.sum(torch.stack(parts), [0])

  def triangularSolve(self, triangle: Tensor, right: Tensor, lower: bool, transpose: bool) -> Tensor:
    left = triangle
    upper = not lower
    if transpose:
      left = torch.transpose(triangle, -2, -1)
      upper = lower
    return torch.linalg_solve_triangular(left, right, upper=upper)

  # layers and densities; activations have the names of the enum Activation

  def activate(self, x: Tensor, activation: str) -> Tensor:
    y = x
    if activation == "RELU":
      y = torch.relu(x)
    elif activation == "TANH":
      y = torch.tanh(x)
    elif activation == "SIGMOID":
      y = torch.sigmoid(x)
    elif activation == "SOFTPLUS":
      y = torch.softplus(x, 1, 20)
    elif activation == "SILU":
      y = torch.silu(x)
    return y

  def activated(self, x: Tensor, activation: str) -> Tensor:
    # in place of x where that is possible
    y = x
    if activation == "RELU":
      y = torch.relu_(x)
    elif activation == "TANH":
      y = torch.tanh_(x)
    elif activation == "SIGMOID":
      y = torch.sigmoid_(x)
    elif activation == "SOFTPLUS":
      y = torch.softplus(x, 1, 20)
    elif activation == "SILU":
      y = torch.silu_(x)
    return y

  def activationGrad(self, output: Tensor, gradient: Tensor, activation: str) -> Tensor:
    inner = gradient
    if activation == "RELU":
      inner = torch.threshold_backward(gradient, output, 0)
    elif activation == "TANH":
      inner = torch.tanh_backward(gradient, output)
    elif activation == "SIGMOID":
      inner = torch.sigmoid_backward(gradient, output)
    elif activation == "SOFTPLUS":
      inner = torch.mul(gradient, torch.neg_(torch.expm1(torch.neg(output))))
    return inner

  def siluGrad(self, input: Tensor, gradient: Tensor) -> Tensor:
    return torch.silu_backward(gradient, input)

  def linear(self, x: Tensor, weight: Tensor, bias: Tensor, activation: str) -> Tensor:
    return self.activated(torch.add_(torch.mm(x, weight), bias), activation)

  def linearGrad(self, x: Tensor, weight: Tensor, output: Tensor, gradient: Tensor, activation: str) -> Tuple[Tensor, Tensor, Tensor]:
    inner = self.activationGrad(output, gradient, activation)
    return (torch.mm(inner, torch.t(weight)), torch.mm(torch.t(x), inner), torch.sum(inner, [0]))

  def linearGradOfParameters(self, x: Tensor, output: Tensor, gradient: Tensor, activation: str) -> Tuple[Tensor, Tensor]:
    inner = self.activationGrad(output, gradient, activation)
    return (torch.mm(torch.t(x), inner), torch.sum(inner, [0]))

  def linearGradInto(self, x: Tensor, weight: Tensor, output: Tensor, gradient: Tensor, activation: str, into: Tensor) -> Tuple[Tensor, Tensor]:
    # the weight's gradient written where it belongs
    inner = self.activationGrad(output, gradient, activation)
    torch.mm(torch.t(x), inner, out=into)
    return (torch.mm(inner, torch.t(weight)), torch.sum(inner, [0]))

  def linearGradOfParametersInto(self, x: Tensor, output: Tensor, gradient: Tensor, activation: str, into: Tensor) -> Tensor:
    inner = self.activationGrad(output, gradient, activation)
    torch.mm(torch.t(x), inner, out=into)
    return torch.sum(inner, [0])

  def logSoftmax(self, x: Tensor) -> Tensor:
    return torch.log_softmax(x, -1)

  def bernoulliLogProb(self, x: Tensor, logits: Tensor) -> Tensor:
    return torch.sum(torch.sub_(torch.mul(x, logits), torch.softplus(logits, 1, 20)), [-1])

  def bernoulliGrad(self, x: Tensor, logits: Tensor, gradient: Tensor) -> Tensor:
    return torch.mul_(torch.sub(x, torch.sigmoid(logits)), torch.unsqueeze(gradient, -1))

  def normalLogProb(self, x: Tensor, mean: Tensor, logVariance: Tensor) -> Tensor:
    residual = torch.sub(x, mean)
    squares = torch.mul(torch.mul(residual, residual), torch.exp(torch.neg(logVariance)))
    return torch.mul_(torch.sum(torch.add_(torch.add(squares, logVariance), 1.8378770664093453), [-1]), -0.5)

  def standardNormalKl(self, mean: Tensor, logVariance: Tensor) -> Tensor:
    spread = torch.sub_(torch.expm1(logVariance), logVariance)
    return torch.mul_(torch.add(torch.mul(mean, mean), spread), 0.5)

  def standardNormalKlGrad(self, logVariance: Tensor, gradient: Tensor) -> Tensor:
    return torch.mul(gradient, torch.mul_(torch.expm1(logVariance), 0.5))

  def reparameterise(self, mean: Tensor, logVariance: Tensor, noise: Tensor) -> Tensor:
    return torch.addcmul(mean, torch.exp_(torch.mul(logVariance, 0.5)), noise)

  def reparameteriseGrad(self, logVariance: Tensor, noise: Tensor, gradient: Tensor) -> Tensor:
    halved = torch.mul_(torch.exp_(torch.mul(logVariance, 0.5)), 0.5)
    return torch.mul(gradient, torch.mul(halved, noise))

  def digammaGrad(self, x: Tensor, gradient: Tensor) -> Tensor:
    return torch.mul(gradient, torch.polygamma(1, x))

  def sumTo(self, gradient: Tensor, shape: List[int]) -> Tensor:
    return torch.sum_to_size(gradient, shape)

  # convolutions: what is contiguous with channels last is to libtorch a channels-first tensor in its memory format for
  # channels last, for which oneDNN has its fastest kernels

  def conv2d(self, x: Tensor, kernel: Tensor, stride: List[int], padding: List[int]) -> Tensor:
    y = torch.conv2d(self.channelsFirst(x), self.channelsFirst(kernel), None, stride, padding)
    return self.channelsLast(y)

  def convolution(self, x: Tensor, kernel: Tensor, bias: Tensor, stride: List[int], padding: List[int], activation: str) -> Tensor:
    y = torch.conv2d(self.channelsFirst(x), self.channelsFirst(kernel), bias, stride, padding)
    return self.channelsLast(self.activated(y, activation))

  def transposedConvolution(self, x: Tensor, kernel: Tensor, bias: Tensor, stride: List[int], padding: List[int], size: List[int], activation: str) -> Tensor:
    return self.activated(torch.add_(self.convTranspose2d(x, kernel, stride, padding, size), bias), activation)

  def convTranspose2d(self, x: Tensor, kernel: Tensor, stride: List[int], padding: List[int], size: List[int]) -> Tensor:
    if torch.size(kernel, 3) <= 4:
      y = self.spread(x, kernel, stride, padding, size)
    else:
      # rows and columns beyond the smallest result that a convolution maps to x
      more = annotate(List[int], [])
      for i in range(2):
        least = (torch.size(x, i + 1) - 1) * stride[i] - 2 * padding[i] + torch.size(kernel, i + 1)
        more.append(size[i] - least)
      first = torch.conv_transpose2d(self.channelsFirst(x), self.channelsFirst(kernel), None, stride, padding, more)
      y = self.channelsLast(first)
    return y

  def spread(self, x: Tensor, kernel: Tensor, stride: List[int], padding: List[int], size: List[int]) -> Tensor:
    # to few channels, where oneDNN is slow: one product, whose results are added up where kernels overlap. The kernel,
    # filled up to whole strides, is cut into tiles of one stride each.
    batch, height, width, channels = torch.size(x)
    tall, wide = stride
    down = (torch.size(kernel, 1) + tall - 1) // tall
    right = (torch.size(kernel, 2) + wide - 1) // wide
    out = torch.size(kernel, 3)
    whole = torch.constant_pad_nd(kernel, [0, 0, 0, right * wide - torch.size(kernel, 2), 0, down * tall - torch.size(kernel, 1)])
    product = torch.mm(torch.reshape(x, [-1, channels]), torch.reshape(whole, [channels, -1]))
    tiles = torch.reshape(product, [batch, height, width, down, tall, right, wide * out])
    rows = max(height + down - 1, (padding[0] + size[0] + tall - 1) // tall)
    columns = max(width + right - 1, (padding[1] + size[1] + wide - 1) // wide)
    image = torch.new_zeros(x, [batch, rows, tall, columns, wide * out])
    for i in range(down):
      for j in range(right):
        tile = torch.permute(torch.select(torch.select(tiles, 3, i), 4, j), [0, 1, 3, 2, 4])
        torch.add_(torch.narrow(torch.narrow(image, 1, i, height), 3, j, width), tile)
    padded = torch.reshape(image, [batch, rows * tall, columns * wide, out])
    return torch.contiguous(torch.narrow(torch.narrow(padded, 1, padding[0], size[0]), 2, padding[1], size[1]))

  def convWeightGrad(self, image: Tensor, gradient: Tensor, kernel: List[int], stride: List[int], padding: List[int]) -> Tensor:
    like = self.channelsFirst(torch.new_empty(image, kernel))
    _, found, _ = torch.convolution_backward(self.channelsFirst(gradient), self.channelsFirst(image), like, None, stride, padding, [1, 1], False, [0, 0], 1, [False, True, False])
    return self.channelsLast(found)

  def channelsFirst(self, x: Tensor) -> Tensor:
    return torch.permute(x, [0, 3, 1, 2])

  def channelsLast(self, x: Tensor) -> Tensor:
    return torch.contiguous(torch.permute(x, [0, 2, 3, 1]))

  # states

  def part(self, state: Tensor, start: int, length: int, shape: List[int]) -> Tensor:
    return torch.reshape(torch.narrow(state, 0, start, length), shape)

  def assign(self, into: Tensor, value: Tensor) -> None:
    torch.copy_(into, value)

  def assignWhileGood(self, into: Tensor, value: Tensor, health: Tensor) -> None:
    if self.good(health):
      torch.copy_(into, value)

  def accumulate(self, into: Tensor, value: Tensor) -> None:
    torch.add_(into, value)

  def fill(self, into: Tensor, value: float) -> None:
    torch.fill_(into, value)

  def measure(self, gradients: Tensor, loss: Tensor, health: Tensor) -> None:
    norm = self.norm(gradients)
    torch.copy_(torch.select(health, 0, 1), norm)
    # 0 where both are finite, else NaN
    nothing = torch.add(torch.mul(norm, 0), torch.mul(torch.reshape(loss, []), 0))
    torch.mul_(torch.select(health, 0, 0), torch.eq(nothing, 0))

  def norm(self, x: Tensor) -> Tensor:
    norm = self.sumOfSquaresRoot(x)
    found = float(norm)
    # squares beyond single precision: once more, of numbers moved into the middle of its range
    if found > 1e18:
      norm = torch.mul(self.sumOfSquaresRoot(torch.mul(x, 2.0 ** -90)), 2.0 ** 90)
    elif found < 1e-15:
      norm = torch.mul(self.sumOfSquaresRoot(torch.mul(x, 2.0 ** 90)), 2.0 ** -90)
    return norm

  def sumOfSquaresRoot(self, x: Tensor) -> Tensor:
    # by rows, for one running sum over all entries would lose digits
    size = torch.size(x, 0)
    whole = size - size % 1024
    rows = torch.reshape(torch.narrow(x, 0, 0, whole), [whole // 1024, 1024])
    rest = torch.narrow(x, 0, whole, size - whole)
    return torch.linalg_vector_norm(torch.cat([torch.linalg_vector_norm(rows, 2, [1]), rest]))

  def good(self, health: Tensor) -> bool:
    return float(torch.select(health, 0, 0)) != 0.0

  def clipping(self, scalars: List[Tensor], health: Tensor) -> float:
    # the factor on all gradients
    factor = 1.0
    limit = float(scalars[8])
    if limit > 0.0:
      norm = float(torch.select(health, 0, 1))
      if norm > limit:
        factor = limit / norm
    return factor

  def adamStep(self, parameters: List[Tensor], gradients: List[Tensor], first: List[Tensor], second: List[Tensor], steps: List[Tensor], state: Tensor, health: Tensor) -> None:
    # libtorch corrects the moments by a step number, here infinite: the corrections come with the state, and stand in
    # the rate and in epsilon. Lists that are written to must come from outside, or the calls are removed as dead code.
    if self.good(health):
      scalars = torch.unbind(state)
      factor = self.clipping(scalars, health)
      clipped = gradients
      if factor != 1.0:
        clipped = [torch.mul(gradients[0], factor)]
      rate = float(scalars[0])
      root = torch.sqrt(float(scalars[5]))
      corrected = rate * root / float(scalars[4])
      epsilon = float(scalars[3]) * root
      decay = float(scalars[6])
      if float(scalars[7]) != 0.0:
        if decay != 0.0:
          # added while the parameters are what they were
          clipped = [torch.add(clipped[0], parameters[0], alpha=decay)]
          decay = 0.0
        torch.mul_(parameters[0], 1.0 - rate * float(scalars[7]))
      torch._fused_adam_(parameters, clipped, first, second, annotate(List[Tensor], []), steps, lr=corrected, beta1=float(scalars[1]), beta2=float(scalars[2]), weight_decay=decay, eps=epsilon, amsgrad=False, maximize=False)
      self.flush(first[0], int(scalars[9]))
      self.flush(second[0], int(scalars[9]))

  def flush(self, moments: Tensor, step: int) -> None:
    # a 64th of them in each step, which is soon enough: without gradients a moment shrinks by 0.9 ** 64 in between
    size = torch.size(moments, 0)
    part = size // 64 + 1
    start = min(size, step % 64 * part)
    some = torch.narrow(moments, 0, start, min(part, size - start))
    torch.hardshrink(some, 1e-30, out=some)

  def adamRows(self, parameters: Tensor, rows: Tensor, gradients: Tensor, first: Tensor, second: Tensor, state: Tensor, health: Tensor) -> None:
    if self.good(health):
      scalars = torch.unbind(state)
      numbers = torch.to(torch.reshape(rows, [-1]), 4)
      p = torch.index_select(parameters, 0, numbers)
      g = torch.add(torch.mul(gradients, self.clipping(scalars, health)), p, alpha=float(scalars[6]))
      m = torch.lerp(torch.index_select(first, 0, numbers), g, 1.0 - float(scalars[1]))
      v = torch.lerp(torch.index_select(second, 0, numbers), torch.mul(g, g), 1.0 - float(scalars[2]))
      rate = float(scalars[0])
      root = torch.add_(torch.sqrt_(torch.div(v, float(scalars[5]))), float(scalars[3]))
      moved = torch.addcdiv(torch.mul(p, 1.0 - rate * float(scalars[7])), m, root, value=-rate / float(scalars[4]))
      torch.index_copy_(parameters, 0, numbers, moved)
      torch.index_copy_(first, 0, numbers, m)
      torch.index_copy_(second, 0, numbers, v)

  def sgdStep(self, parameters: Tensor, gradients: Tensor, momentum: Tensor, state: Tensor, health: Tensor) -> None:
    if self.good(health):
      scalars = torch.unbind(state)
      g = torch.add(torch.mul(gradients, self.clipping(scalars, health)), parameters, alpha=float(scalars[6]))
      torch.add_(torch.mul_(momentum, float(scalars[1])), g)
      torch.add_(parameters, momentum, alpha=-float(scalars[0]))
      self.flush(momentum, int(scalars[9]))

  def average(self, into: Tensor, source: Tensor, decay: Tensor, health: Tensor) -> None:
    if self.good(health):
      torch.lerp_(into, source, 1.0 - float(torch.select(decay, 0, 0)))
