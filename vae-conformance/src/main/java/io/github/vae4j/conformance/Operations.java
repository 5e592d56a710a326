package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Ops;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Every method of {@link Ops} with its cases. */
final class Operations {
  private Operations() {}

  /** The operations of one concern. */
  enum Concern {
    CREATION(CreationTable::operations),
    UNARY(UnaryTable::operations),
    BINARY(BinaryTable::operations),
    REDUCTIONS(ReductionTable::operations),
    SHAPING(ShapingTable::operations),
    MATRICES(MatrixTable::operations),
    CONVOLUTIONS(ConvolutionTable::operations),
    FUSED(FusedTable::operations),
    ADJOINTS(AdjointTable::operations);

    private final Supplier<List<Operation>> table;

    Concern(Supplier<List<Operation>> table) {
      this.table = table;
    }

    List<Operation> operations() {
      return table.get();
    }
  }

  /** Returns the operations of all concerns. */
  static Stream<Operation> all() {
    return Stream.of(Concern.values()).flatMap(concern -> concern.operations().stream());
  }
}
