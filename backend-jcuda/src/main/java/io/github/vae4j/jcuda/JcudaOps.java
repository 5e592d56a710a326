package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.Locale;

/** The operations of one scope; here the adjoints. */
final class JcudaOps extends JcudaFused implements Ops {
  JcudaOps(JcudaScope scope) {
    super(scope);
  }

  @Override
  public Backend backend() {
    return scope.backend();
  }

  @Override
  public boolean recording() {
    return false;
  }

  @Override
  public int depth() {
    return scope.depth();
  }

  @Override
  public boolean open() {
    return scope.isOpen();
  }

  @Override
  public Tensor activationGrad(
      Activation activation, Tensor input, Tensor output, Tensor gradient) {
    Shape shape = Shape.broadcast("activationGrad", output.shape(), gradient.shape());
    return switch (activation) {
      case IDENTITY -> part("activationGrad", gradient, 0, gradient.shape());
      case SILU -> {
        Shape wide = Shape.broadcast("activationGrad", input.shape(), shape);
        yield eachEntry("activationGrad", "silu_grad", wide, input, output, gradient);
      }
      default -> {
        String kernel = activation.name().toLowerCase(Locale.ROOT) + "_grad";
        yield eachEntry("activationGrad", kernel, shape, output, gradient);
      }
    };
  }

  @Override
  public Tensor bernoulliGrad(Tensor x, Tensor logits, Tensor gradient) {
    Tensor column = part("bernoulliGrad", gradient, 0, gradient.shape().append(1));
    Shape wide = Shape.broadcast("bernoulliGrad", x.shape(), logits.shape());
    Shape shape = Shape.broadcast("bernoulliGrad", column.shape(), wide);
    return eachEntry("bernoulliGrad", "bernoulli_grad", shape, x, logits, column);
  }

  @Override
  public Tensor reparameteriseGrad(Tensor logVariance, Tensor noise, Tensor gradient) {
    Shape scaled = Shape.broadcast("reparameteriseGrad", logVariance.shape(), noise.shape());
    Shape shape = Shape.broadcast("reparameteriseGrad", gradient.shape(), scaled);
    return eachEntry(
        "reparameteriseGrad", "reparameterise_grad", shape, logVariance, noise, gradient);
  }

  @Override
  public Tensor standardNormalKlGrad(Tensor logVariance, Tensor gradient) {
    Shape shape = Shape.broadcast("standardNormalKlGrad", logVariance.shape(), gradient.shape());
    return eachEntry(
        "standardNormalKlGrad", "standard_normal_kl_grad", shape, logVariance, gradient);
  }

  @Override
  public Tensor digammaGrad(Tensor x, Tensor gradient) {
    return zip("digammaGrad", "digamma_grad", x, gradient);
  }
}
