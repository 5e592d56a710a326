package io.github.vae4j.cvae;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DataSchema.Column;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.nn.Flat;
import java.util.ArrayList;
import java.util.List;

/**
 * A condition as what layers can read, one row of features for each row of c.
 *
 * <p>A category becomes a one-hot vector or a trained one; real numbers, counts and pixels enter as
 * they are. What is not seen is selected out, so that its value, NaN included, has no influence: a
 * category becomes a vector of zeros, a number {@link ConditionOptions#unseen}. The number of a
 * category that there is not gives NaN, which stops a training, rather than pass for one that is
 * not seen. The features stand in the order of the columns; those of the mask, if it is read, at
 * the end. Immutable.
 *
 * <p>Parameters, if categories are embedded: {@code condition.embedding<column>} (categories,
 * width), the columns counted from 0; they begin at N(0, 1), as PyTorch's do.
 */
public final class ConditionFeatures {
  private final String reader;
  private final int size;
  private final List<ConditionPart> parts;
  private final boolean mask;

  private ConditionFeatures(String reader, int size, List<ConditionPart> parts, boolean mask) {
    this.reader = reader;
    this.size = size;
    this.parts = parts;
    this.mask = mask;
  }

  /**
   * Declares what the features of the model's condition need.
   *
   * @param reader the component that reads them, which messages begin with, such as {@code decoder
   *     'conditional-mlp'}
   * @throws ConfigurationException if the model has no condition, or an option would have no effect
   *     on the condition that it has
   */
  public static ConditionFeatures of(
      String reader, ConditionOptions options, BuildContext context) {
    DataSchema schema =
        context
            .condition()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        reader
                            + " reads a condition, and the model has none; give it a condition, or"
                            + " name a component that reads none"));
    refuseWithoutEffect(reader, options, schema);
    List<ConditionPart> parts = ConditionPart.of(schema, options, context.within("condition"));
    return new ConditionFeatures(reader, schema.size(), parts, options.mask());
  }

  private static void refuseWithoutEffect(
      String reader, ConditionOptions options, DataSchema schema) {
    long categories =
        schema.columns().stream().filter(c -> c.kind() == Column.Kind.CATEGORY).count();
    if (options.embedding() > 0 && categories == 0) {
      throw withoutEffect(reader, "embedding", options.embedding(), "category", schema);
    }
    if (options.unseen() != 0 && categories == schema.size()) {
      throw withoutEffect(reader, "unseen", options.unseen(), "number", schema);
    }
  }

  private static ConfigurationException withoutEffect(
      String reader, String option, Number value, String missing, DataSchema schema) {
    return new ConfigurationException(
        reader
            + ": condition."
            + option
            + " is "
            + value
            + ", and the condition of shape "
            + schema.shape()
            + " has no "
            + missing
            + " to use it for; leave the option out");
  }

  /** Returns how many features a row has. */
  public int width() {
    return parts.stream().mapToInt(ConditionPart::width).sum() + (mask ? size : 0);
  }

  /**
   * Returns the features of a condition.
   *
   * @param condition (batch, size), with a mask of the same shape or without
   * @return (batch, width)
   * @throws IllegalArgumentException if there is no condition, or it is not of the model's; the
   *     message names the reader and both sizes
   */
  public Tensor read(Pass pass, Condition condition) {
    Tensor value = condition.require(reader);
    Flat.require(reader, "the condition", value, size);
    condition.mask().ifPresent(seen -> requireShape(seen, value.shape()));
    Ops ops = pass.ops();
    List<Tensor> features = new ArrayList<>();
    for (ConditionPart part : parts) {
      features.add(part.read(pass, value, condition.mask()));
    }
    if (mask) {
      features.add(condition.mask().orElseGet(() -> ops.full(1, value.shape())));
    }
    return features.size() == 1 ? features.get(0) : ops.concat(features, -1);
  }

  private void requireShape(Tensor mask, Shape value) {
    if (!mask.shape().equals(value)) {
      throw new IllegalArgumentException(
          reader
              + ": the condition's mask has shape "
              + mask.shape()
              + "; it must be that of the condition, "
              + value);
    }
  }
}
