package io.github.vae4j.conformance;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.nn.Initializers;

/**
 * A trained vector for each value of a class label, and one for a label that is unknown.
 *
 * @param reader named in messages
 * @param classes the number of values
 * @param vectors (classes + 1, width)
 */
record Label(String reader, int classes, Parameter vectors) {

  static Label of(BuildContext context, String name, int width) {
    DataSchema schema = context.condition().orElseThrow();
    int classes = schema.columns().get(0).categories();
    return new Label(
        context.name() + " 'label'",
        classes,
        context.parameter(
            name, Shape.of(classes + 1, width), Initializers.kaimingUniform(classes)));
  }

  /** Returns the vector of each row's label, (batch, width). */
  Tensor of(Pass pass, Condition condition) {
    Tensor c = condition.require(reader);
    if (c.shape().rank() != 2 || c.shape().dim(1) != 1) {
      throw new IllegalArgumentException(
          reader + ": the condition has shape " + c.shape() + "; it must be (batch, 1)");
    }
    Tensor unknown = pass.ops().full(classes, Shape.scalar());
    Tensor known = condition.mask().map(mask -> pass.ops().select(mask, c, unknown)).orElse(c);
    return pass.ops().gather(pass.value(vectors), known.reshape(c.shape().leading(1)));
  }
}
