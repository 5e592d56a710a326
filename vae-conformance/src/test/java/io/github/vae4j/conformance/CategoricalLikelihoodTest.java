package io.github.vae4j.conformance;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DataSchema.Column;
import io.github.vae4j.api.model.LikelihoodProvider;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.core.component.CategoricalLikelihoodProvider;
import java.util.List;

class CategoricalLikelihoodTest extends LikelihoodConformance {
  @Override
  protected LikelihoodProvider provider() {
    return new CategoricalLikelihoodProvider();
  }

  @Override
  protected DataSchema data() {
    return new DataSchema(
        Shape.of(3),
        List.of(
            Column.category("colour", 4), Column.category("size", 2), Column.category("shape", 2)));
  }
}
