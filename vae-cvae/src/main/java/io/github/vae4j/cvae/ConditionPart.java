package io.github.vae4j.cvae;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DataSchema.Column;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.nn.Initializers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Neighbouring columns of a condition that become features in the same way. */
sealed interface ConditionPart {
  /** Returns how many features the columns become. */
  int width();

  /**
   * Returns the features of the columns, (…, width).
   *
   * @param value all of c, (…, size)
   * @param mask of the same shape
   */
  Tensor read(Pass pass, Tensor value, Optional<Tensor> mask);

  /** Returns the parts of all columns, in order. */
  static List<ConditionPart> of(DataSchema schema, ConditionOptions options, BuildContext context) {
    if (schema.columns().isEmpty()) {
      return List.of(new Numbers(new Range(0, schema.size()), options.unseen()));
    }
    List<ConditionPart> parts = new ArrayList<>();
    List<Column> columns = schema.columns();
    for (int first = 0, end; first < columns.size(); first = end) {
      int categories = columns.get(first).categories();
      boolean embedded = categories > 0 && options.embedding() > 0;
      end = first + 1;
      while (!embedded && end < columns.size() && columns.get(end).categories() == categories) {
        end++;
      }
      Range range = new Range(first, end);
      if (categories == 0) {
        parts.add(new Numbers(range, options.unseen()));
      } else if (!embedded) {
        parts.add(new OneHot(range, categories));
      } else {
        parts.add(Embedding.of(new OneHot(range, categories), options.embedding(), context));
      }
    }
    return List.copyOf(parts);
  }

  /**
   * Neighbouring columns.
   *
   * @param first the first of them
   * @param end the one after the last
   */
  record Range(int first, int end) {
    int count() {
      return end - first;
    }

    Tensor of(Tensor rows) {
      return rows.slice(-1, first, end);
    }
  }

  /** Numbers as they are. */
  record Numbers(Range range, double unseen) implements ConditionPart {
    @Override
    public int width() {
      return range.count();
    }

    @Override
    public Tensor read(Pass pass, Tensor value, Optional<Tensor> mask) {
      Ops ops = pass.ops();
      Tensor numbers = range.of(value);
      return mask.map(seen -> ops.select(range.of(seen), numbers, ops.full(unseen, Shape.scalar())))
          .orElse(numbers);
    }
  }

  /** Numbers of categories as one-hot vectors, side by side. */
  record OneHot(Range range, int categories) implements ConditionPart {
    @Override
    public int width() {
      return Math.multiplyExact(range.count(), categories);
    }

    @Override
    public Tensor read(Pass pass, Tensor value, Optional<Tensor> mask) {
      Ops ops = pass.ops();
      Shape each = value.shape().with(-1, range.count()).append(1);
      Tensor ones = ops.equal(ops.reshape(range.of(value), each), ops.range(categories));
      // 0 / 0 where the number is that of no category
      Tensor known = ops.div(ones, ops.sum(ones, true, -1));
      Tensor seen =
          mask.map(
                  m ->
                      ops.select(
                          ops.reshape(range.of(m), each), known, ops.full(0, Shape.scalar())))
              .orElse(known);
      return ops.reshape(seen, value.shape().with(-1, width()));
    }
  }

  /**
   * The category of one column as a trained vector.
   *
   * @param table (categories, width)
   */
  record Embedding(OneHot column, Parameter table) implements ConditionPart {
    static Embedding of(OneHot column, int width, BuildContext context) {
      return new Embedding(
          column,
          context.parameter(
              "embedding" + column.range().first(),
              Shape.of(column.categories(), width),
              Initializers.normal(1)));
    }

    @Override
    public int width() {
      return table.shape().dim(1);
    }

    @Override
    public Tensor read(Pass pass, Tensor value, Optional<Tensor> mask) {
      return column.read(pass, value, mask).matmul(pass.value(table));
    }
  }
}
