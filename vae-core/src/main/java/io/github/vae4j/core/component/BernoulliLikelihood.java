package io.github.vae4j.core.component;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.Likelihood;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.distribution.Bernoulli;
import io.github.vae4j.core.nn.Flat;

/**
 * p(x | z) of independent binary entries, whose logits the decoder gives, one for each entry.
 *
 * <p>For grey x in [0, 1] its log-probability is a term of a bound, not log p(x).
 */
public final class BernoulliLikelihood implements Likelihood {
  private final int dataSize;

  /** Makes the likelihood of the model's data. */
  public BernoulliLikelihood(BuildContext context) {
    dataSize = context.data().size();
  }

  /** Returns the shape of a row itself. */
  @Override
  public Shape parameterShape(DataSchema data) {
    return data.shape();
  }

  /** Returns a {@link Bernoulli} over flat rows. */
  @Override
  public Bernoulli given(Pass pass, Tensor parameters) {
    Flat.require("likelihood 'bernoulli'", "the decoder's output", parameters, dataSize);
    return Bernoulli.ofLogits(parameters);
  }
}
