package io.github.vae4j.conformance;

import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.core.distribution.Bernoulli;
import io.github.vae4j.core.distribution.Categorical;
import io.github.vae4j.core.distribution.Categories;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.distribution.StandardNormal;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The distributions of the core keep the rules of distributions. */
class BuiltInDistributionsTest {
  private static final Shape SHAPE = Shape.of(4, 3);

  @Nested
  class OfNormals extends DistributionConformance {
    @Override
    protected Distribution distribution(Ops ops) {
      return DiagonalNormal.of(Operand.random(SHAPE, 1).on(ops), Operand.random(SHAPE, 2).on(ops));
    }
  }

  @Nested
  class OfStandardNormals extends DistributionConformance {
    @Override
    protected Distribution distribution(Ops ops) {
      return StandardNormal.of(ops, Shape.of(3));
    }
  }

  @Nested
  class OfBernoullis extends DistributionConformance {
    @Override
    protected Distribution distribution(Ops ops) {
      return Bernoulli.ofLogits(Operand.random(SHAPE, 3).on(ops));
    }
  }

  @Nested
  class OfCategories extends DistributionConformance {
    @Override
    protected Distribution distribution(Ops ops) {
      return Categorical.ofLogits(Operand.random(SHAPE, 4).on(ops));
    }
  }

  @Nested
  class OfColumnsOfCategories extends DistributionConformance {
    @Override
    protected Distribution distribution(Ops ops) {
      return Categories.ofLogits(Operand.random(Shape.of(4, 7), 5).on(ops), List.of(2, 2, 3));
    }
  }
}
