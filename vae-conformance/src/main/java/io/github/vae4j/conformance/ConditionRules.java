package io.github.vae4j.conformance;

import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelPass;
import java.util.Arrays;
import java.util.List;

/**
 * The rules of every part that reads a condition.
 *
 * @param suite of the part
 * @param schema what c is made of
 * @param part its provider's name
 * @param reading what the part yields
 */
record ConditionRules(ComponentSuite suite, DataSchema schema, String part, Reading reading) {
  private static final int CHANGED = 1;

  /** What a part yields for c and inputs that stay the same. */
  @FunctionalInterface
  interface Reading {
    /** Returns numbers of each row, (batch, …). */
    Tensor of(Architecture model, ModelPass pass, Condition condition);
  }

  /** Returns c made up for the suites' batch. */
  static ExampleCondition example(DataSchema schema) {
    return new ExampleCondition(schema, ComponentSuite.BATCH);
  }

  void missingIsRefused() {
    suite.on(
        (model, pass) ->
            Check.refused(
                "no condition",
                IllegalArgumentException.class,
                () -> reading.of(model, pass, Condition.none()),
                "no condition",
                part));
  }

  void anotherWidthIsRefused() {
    int wide = schema.size() + 1;
    suite.on(
        (model, pass) -> {
          Shape shape = Shape.of(ComponentSuite.BATCH, wide);
          Condition wrong = Condition.of(ComponentSuite.unit(pass.ops(), shape, 1));
          Check.refused(
              "a condition of width " + wide,
              IllegalArgumentException.class,
              () -> reading.of(model, pass, wrong),
              "condition",
              "" + schema.size(),
              "" + wide);
        });
  }

  void rowReadsItsOwn() {
    ExampleCondition c = example(schema);
    suite.on(
        (model, pass) -> {
          Ops ops = pass.ops();
          Tensor before = reading.of(model, pass, Condition.of(c.value(ops)));
          Tensor after = reading.of(model, pass, Condition.of(c.withAnother(ops, CHANGED)));
          Check.that(
              !row(before, CHANGED).equals(row(after, CHANGED)),
              "what row "
                  + CHANGED
                  + " yields must change with its condition, and stays "
                  + row(before, CHANGED));
          suite.close(
              "rows whose condition is the same, row " + CHANGED + " having another",
              others(before),
              others(after));
        });
  }

  void everyColumnIsRead() {
    ExampleCondition c = example(schema);
    suite.on(
        (model, pass) -> {
          Ops ops = pass.ops();
          String before = all(reading.of(model, pass, Condition.of(c.value(ops))));
          for (int column = 0; column < schema.size(); column++) {
            List<String> after =
                c.withOthers(ops, column).stream()
                    .map(other -> all(reading.of(model, pass, Condition.of(other))))
                    .toList();
            Check.that(
                after.isEmpty() || !after.stream().allMatch(before::equals),
                "what rows yield must change with column "
                    + column
                    + " of their condition, and stays "
                    + before);
          }
        });
  }

  void unknownIsNoCategory() {
    ExampleCondition c = example(schema);
    suite.on(
        (model, pass) -> {
          Ops ops = pass.ops();
          Tensor value = c.value(ops);
          Tensor ones = ops.full(1, value.shape());
          for (int column = 0; column < schema.size(); column++) {
            Condition masked = Condition.of(value, c.maskBut(ops, column));
            Tensor unknown = reading.of(model, pass, masked);
            for (int category = 0; category < c.categories(column); category++) {
              Condition known = Condition.of(c.withCategory(ops, column, category), ones);
              Check.that(
                  !suite.isClose(unknown, reading.of(model, pass, known)),
                  "where column "
                      + column
                      + " of the condition is unknown, rows must not yield what they yield for"
                      + " category "
                      + category
                      + ", "
                      + all(unknown));
            }
          }
        });
  }

  void maskedIsNotRead() {
    ExampleCondition c = example(schema);
    suite.on(
        (model, pass) -> {
          Ops ops = pass.ops();
          Tensor mask = c.mask(ops);
          Tensor before = reading.of(model, pass, Condition.of(c.value(ops), mask));
          DistributionConformance.finite("what a masked condition yields", before);
          Tensor other = reading.of(model, pass, Condition.of(c.withOthersUnderMask(ops), mask));
          Check.equal(
              "with other values where the mask is 0", before.toDoubles(), other.toDoubles());
          Tensor nan = reading.of(model, pass, Condition.of(c.underMask(ops, Double.NaN), mask));
          Check.equal("with NaN where the mask is 0", before.toDoubles(), nan.toDoubles());
        });
  }

  void maskOfOnesMeansNone() {
    ExampleCondition c = example(schema);
    suite.on(
        (model, pass) -> {
          Tensor value = c.value(pass.ops());
          Tensor ones = pass.ops().full(1, value.shape());
          suite.close(
              "with a mask of ones, against none",
              reading.of(model, pass, Condition.of(value)),
              reading.of(model, pass, Condition.of(value, ones)));
        });
  }

  private static String all(Tensor yielded) {
    return Arrays.toString(yielded.toDoubles());
  }

  private static String row(Tensor yielded, int row) {
    return all(yielded.slice(0, row, row + 1));
  }

  private static Tensor others(Tensor yielded) {
    Tensor first = yielded.slice(0, 0, CHANGED);
    Tensor last = yielded.slice(0, CHANGED + 1, yielded.shape().dim(0));
    return yielded.ops().concat(List.of(first, last), 0);
  }
}
