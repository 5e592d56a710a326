package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Ops;
import java.util.List;
import java.util.stream.Stream;

/** Every method of {@link Ops} with its cases. */
final class Operations {
  private Operations() {}

  /** The operations of one concern. */
  enum Concern {
    CREATION,
    UNARY,
    BINARY,
    REDUCTIONS,
    SHAPING,
    MATRICES,
    CONVOLUTIONS,
    FUSED_CONVOLUTIONS,
    FUSED,
    ADJOINTS;

    List<Operation> operations() {
      return switch (this) {
        case CREATION -> CreationTable.operations();
        case UNARY -> UnaryTable.operations();
        case BINARY -> BinaryTable.operations();
        case REDUCTIONS -> ReductionTable.operations();
        case SHAPING -> ShapingTable.operations();
        case MATRICES -> MatrixTable.operations();
        case CONVOLUTIONS -> ConvolutionTable.operations();
        case FUSED_CONVOLUTIONS -> FusedConvolutionTable.operations();
        case FUSED -> FusedTable.operations();
        case ADJOINTS -> AdjointTable.operations();
      };
    }
  }

  /** Returns the operations of all concerns. */
  static Stream<Operation> all() {
    return Stream.of(Concern.values()).flatMap(concern -> concern.operations().stream());
  }
}
