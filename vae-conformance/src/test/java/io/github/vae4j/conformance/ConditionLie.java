package io.github.vae4j.conformance;

import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DataSchema.Column;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.List;

/** What a deliberately wrong part makes of a condition, and the words that it is caught with. */
enum ConditionLie {
  HONEST("") {
    @Override
    Condition of(Ops ops, Condition told) {
      return told;
    }
  },
  IGNORES_IT("what row 1 yields must change with its condition") {
    @Override
    Condition known(Ops ops, Tensor value) {
      return Condition.of(ops.full(0, value.shape()));
    }
  },
  MIXES_ROWS("rows whose condition is the same, row 1 having another: entry") {
    @Override
    Condition known(Ops ops, Tensor value) {
      return Condition.of(value.add(value.mean(0)));
    }
  },
  READS_THE_FIRST_ROW_FOR_ALL("what row 1 yields must change with its condition") {
    @Override
    Condition known(Ops ops, Tensor value) {
      return Condition.of(value.slice(0, 0, 1));
    }
  },
  IGNORES_THE_LAST_COLUMN("what rows yield must change with column 2 of their condition") {
    @Override
    Condition known(Ops ops, Tensor value) {
      return Condition.of(
          ops.select(
              ops.tensor(new double[] {1, 1, 0}, Shape.of(SIZE)),
              value,
              ops.full(0, Shape.scalar())));
    }
  },
  TAKES_UNKNOWN_FOR_THE_FIRST_CATEGORY(
      "where column 1 of the condition is unknown, rows must not yield what they yield for category 0") {
    @Override
    Condition of(Ops ops, Condition told) {
      Tensor zero = ops.full(0, Shape.scalar());
      return told.mask()
          .map(mask -> Condition.of(ops.select(mask, told.require("liar"), zero)))
          .orElse(told);
    }
  },
  TAKES_NONE_FOR_ZEROS("no condition: was not refused") {
    @Override
    Condition of(Ops ops, Condition told) {
      return told.value().isPresent() ? told : Condition.of(ops.full(0, Shape.of(1, SIZE)));
    }
  },
  CUTS_WHAT_IS_TOO_WIDE("a condition of width 4: was not refused") {
    @Override
    Condition known(Ops ops, Tensor value) {
      return Condition.of(value.slice(1, 0, SIZE));
    }
  },
  READS_UNDER_THE_MASK("with other values where the mask is 0: entry") {
    @Override
    Condition of(Ops ops, Condition told) {
      return told.value().map(Condition::of).orElse(told);
    }
  },
  MULTIPLIES_BY_THE_MASK("with NaN where the mask is 0: entry") {
    @Override
    Condition of(Ops ops, Condition told) {
      return told.mask().map(mask -> Condition.of(told.require("liar").mul(mask))).orElse(told);
    }
  },
  DROPS_WHAT_HAS_A_MASK("with a mask of ones, against none: entry") {
    @Override
    Condition of(Ops ops, Condition told) {
      return told.mask().map(mask -> Condition.of(ops.full(0, mask.shape()))).orElse(told);
    }
  };

  /** What the parts are told. */
  static final DataSchema SCHEMA =
      new DataSchema(
          Shape.of(3),
          List.of(Column.real("size"), Column.category("sort", 1), Column.category("colour", 3)));

  static final int SIZE = SCHEMA.size();

  private final String words;

  ConditionLie(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** Returns what the part reads instead; by default what {@link #known} makes of known values. */
  Condition of(Ops ops, Condition told) {
    return told.mask().isEmpty() ? told.value().map(value -> known(ops, value)).orElse(told) : told;
  }

  Condition known(Ops ops, Tensor value) {
    return Condition.of(value);
  }
}
