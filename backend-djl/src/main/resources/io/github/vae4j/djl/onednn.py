
  # products by oneDNN, with what follows them where it knows it

  def linearByOneDnn(self, x: Tensor, weight: Tensor, bias: Tensor, activation: str) -> Tensor:
    # not its relu, which gives 0 for NaN
    if activation == "TANH":
      y = self.pointwise(x, torch.t(weight), bias, "tanh")
    elif activation == "SIGMOID":
      y = self.pointwise(x, torch.t(weight), bias, "sigmoid")
    else:
      y = self.activated(self.pointwise(x, torch.t(weight), bias, "none"), activation)
    return y

  def linearGradByOneDnn(self, x: Tensor, weight: Tensor, output: Tensor, gradient: Tensor, activation: str) -> Tuple[Tensor, Tensor, Tensor]:
    inner = self.activationGrad(output, gradient, activation)
    inInput = self.pointwise(inner, weight, None, "none")
    return (inInput, self.pointwise(torch.t(x), torch.t(inner), None, "none"), torch.sum(inner, [0]))

  def linearGradOfParametersByOneDnn(self, x: Tensor, output: Tensor, gradient: Tensor, activation: str) -> Tuple[Tensor, Tensor]:
    inner = self.activationGrad(output, gradient, activation)
    return (self.pointwise(torch.t(x), torch.t(inner), None, "none"), torch.sum(inner, [0]))

  def pointwise(self, x: Tensor, right: Tensor, bias: Optional[Tensor], after: str) -> Tensor:
    # x times right transposed
    return ops.mkldnn._linear_pointwise(x, right, bias, after, annotate(List[Optional[number]], []), "")
