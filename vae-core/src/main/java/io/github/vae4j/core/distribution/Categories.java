package io.github.vae4j.core.distribution;

import io.github.vae4j.api.distribution.Factorised;
import io.github.vae4j.api.distribution.HasMode;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.OperandRules;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Independent columns, each the number of one of its own categories, given by their logits side by
 * side; p = softmax within a column.
 *
 * <p>A value is the <b>number</b> of the category, from 0 on, as a table holds it; what is no such
 * number has probability 0. {@link Categorical} is one such column, one-hot.
 */
public final class Categories implements Factorised, HasMode {
  private final List<Run> runs;
  private final Shape batch;
  private final Shape event;

  /**
   * Neighbouring columns with equally many categories, which are computed together.
   *
   * @param first the first column
   * @param last the column after the last
   * @param classes one-hot, (batch…, columns, categories)
   */
  private record Run(int first, int last, Categorical classes) {
    Tensor oneHot(Tensor x) {
      Tensor numbers = x.slice(-1, first, last);
      Ops ops = OperandRules.common("logProbs", numbers);
      return ops.equal(
          ops.reshape(numbers, numbers.shape().append(1)), ops.range(classes.event().dim(0)));
    }

    Tensor logProbs(Tensor x) {
      Tensor oneHot = oneHot(x);
      Tensor impossible = oneHot.ops().full(Double.NEGATIVE_INFINITY, Shape.scalar());
      Tensor logProbs = classes.logProb(oneHot);
      return OperandRules.common("logProbs", oneHot, logProbs)
          .select(oneHot.sum(-1), logProbs, impossible);
    }
  }

  private Categories(Tensor logits, List<Integer> counts) {
    batch = Rows.batch("Categories", logits.shape(), 1);
    event = Shape.of(counts.size());
    runs = runs(logits, counts);
  }

  /**
   * Returns columns with the given unnormalised log-probabilities; −∞ makes a category impossible.
   *
   * @param logits (batch…, sum of {@code counts}), those of the first column first
   * @param counts how many categories each column has
   * @throws IllegalArgumentException if there is no column, a column has no category, or the last
   *     axis of the logits is not as long as all have together
   */
  public static Categories ofLogits(Tensor logits, List<Integer> counts) {
    int sum = counts.stream().mapToInt(Integer::intValue).sum();
    if (counts.isEmpty() || counts.stream().anyMatch(count -> count < 1)) {
      throw new IllegalArgumentException(
          "Categories: columns have "
              + counts
              + " categories; there must be a column, and a category in each");
    }
    if (logits.shape().rank() == 0 || logits.shape().dim(-1) != sum) {
      throw new IllegalArgumentException(
          "Categories: columns of "
              + counts
              + " categories need logits (batch..., "
              + sum
              + "), got "
              + logits.shape());
    }
    return new Categories(logits, counts);
  }

  private static List<Run> runs(Tensor logits, List<Integer> counts) {
    List<Run> runs = new ArrayList<>();
    Shape rows = logits.shape().dropTrailing(1);
    int offset = 0;
    for (int first = 0, last; first < counts.size(); first = last) {
      int count = counts.get(first);
      last = first + 1;
      while (last < counts.size() && counts.get(last) == count) {
        last++;
      }
      int end = offset + (last - first) * count;
      Tensor own = logits.slice(-1, offset, end).reshape(rows.append(last - first, count));
      runs.add(new Run(first, last, Categorical.ofLogits(own)));
      offset = end;
    }
    return runs;
  }

  @Override
  public Shape batch() {
    return batch;
  }

  @Override
  public Shape event() {
    return event;
  }

  /** Returns log p of each category in nats, side by side as the logits are, (batch…, sum). */
  public Tensor logProbabilities() {
    List<Tensor> parts = new ArrayList<>();
    for (Run run : runs) {
      Tensor own = run.classes().logProbabilities();
      int size = (run.last() - run.first()) * run.classes().event().dim(0);
      parts.add(own.reshape(batch.append(size)));
    }
    return joined("logProbabilities", parts);
  }

  /** Returns the number of each column's likeliest category, the first of equals. */
  @Override
  public Tensor mode() {
    return joined("mode", runs.stream().map(run -> numbers(run.classes().mode())).toList());
  }

  @Override
  public Tensor logProb(Tensor x) {
    return logProbs(x).sum(-1);
  }

  @Override
  public Tensor logProbs(Tensor x) {
    Rows.of("logProbs", this, x);
    return joined("logProbs", runs.stream().map(run -> run.logProbs(x)).toList());
  }

  @Override
  public Tensor sample(Noise noise, Shape rows) {
    Rows.draw("sample", this, rows);
    List<Tensor> parts = new ArrayList<>();
    for (Run run : runs) {
      Shape own = rows.append(run.last() - run.first());
      parts.add(numbers(run.classes().sample(noise.at(run.first()), own)));
    }
    return joined("sample", parts);
  }

  private static Tensor numbers(Tensor oneHot) {
    return OperandRules.common("argmax", oneHot).argmax(oneHot, -1);
  }

  private static Tensor joined(String operation, List<Tensor> parts) {
    return parts.size() == 1
        ? parts.get(0)
        : OperandRules.common(
                operation, parts.get(0), parts.subList(1, parts.size()).toArray(Tensor[]::new))
            .concat(parts, -1);
  }
}
