package io.github.vae4j.core.component;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DataSchema.Column;
import io.github.vae4j.api.model.Likelihood;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.distribution.Categories;
import io.github.vae4j.core.nn.Flat;
import java.util.List;

/**
 * p(x | z) of independent columns that are categories: x holds the number of the category, from 0
 * on, (batch, columns), and the decoder gives the logits of all categories, column by column,
 * (batch, sum of categories).
 */
public final class CategoricalLikelihood implements Likelihood {
  private final List<Integer> categories;
  private final int parameters;

  /**
   * Makes the likelihood of the model's data.
   *
   * @throws ConfigurationException if the data has a column that is not a category, or no columns
   */
  public CategoricalLikelihood(BuildContext context) {
    categories = categories(context.data());
    parameters = sum(categories);
  }

  private static List<Integer> categories(DataSchema data) {
    if (data.columns().isEmpty()) {
      throw new ConfigurationException(
          "likelihood 'categorical' reads columns of categories, and the data, of shape "
              + data.shape()
              + ", names no columns; name them, each of kind category, or take another likelihood");
    }
    return data.columns().stream().map(CategoricalLikelihood::categories).toList();
  }

  private static int categories(Column column) {
    if (column.kind() != Column.Kind.CATEGORY) {
      throw new ConfigurationException(
          "likelihood 'categorical' reads columns of categories, and column '"
              + column.name()
              + "' is of kind "
              + column.kind()
              + "; make it a category, or take another likelihood");
    }
    return column.categories();
  }

  private static int sum(List<Integer> categories) {
    return categories.stream().reduce(0, Math::addExact);
  }

  /**
   * Returns (sum of categories).
   *
   * @throws ConfigurationException as the constructor
   */
  @Override
  public Shape parameterShape(DataSchema data) {
    return Shape.of(sum(categories(data)));
  }

  /** Returns {@link Categories} over flat rows. */
  @Override
  public Categories given(Pass pass, Tensor parameters) {
    Flat.require("likelihood 'categorical'", "the decoder's output", parameters, this.parameters);
    return Categories.ofLogits(parameters, categories);
  }
}
