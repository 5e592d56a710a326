package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.Activation;
import org.jspecify.annotations.Nullable;

/**
 * The gradients of f(x · W + b) from that of its output: one pass multiplies with f′ and sums the
 * columns, then both products run together.
 *
 * @param rows of x and the output
 * @param in columns of x
 * @param out columns of the output
 */
record LinearAdjoint(
    Span x,
    Span weight,
    Span output,
    Span gradient,
    Activation activation,
    int rows,
    int in,
    int out) {

  void run(@Nullable Span inInput, Span inWeight, Span inBias, Nd4jBackend backend) {
    if (activation == Activation.IDENTITY) {
      new ColumnSums(rows, out).run(gradient, inBias, backend.workers());
      products(gradient, inInput, inWeight, backend.workers());
      return;
    }
    Block block = backend.memory.take("linearGrad", gradient.size());
    try {
      Span inner = new Span(block, 0, gradient.size());
      inner(inner, inBias, backend.workers());
      products(inner, inInput, inWeight, backend.workers());
    } finally {
      backend.memory.release(block);
    }
  }

  private void inner(Span inner, Span inBias, Workers workers) {
    new ColumnSums(rows, out)
        .run(
            (from, n, s) -> {
              gradient.read(from, s.a, n);
              output.read(from, s.c, n);
              Activations.gradient(activation, s.c, s.a, n, s);
              inner.write(from, s.a, n);
            },
            inBias,
            workers);
  }

  private void products(Span inner, @Nullable Span inInput, Span inWeight, Workers workers) {
    Gemm forWeight = new Gemm(in, out, rows, true, false);
    Gemm.Cut weightCut = forWeight.cut();
    int weightPieces = in == 0 || out == 0 ? 0 : weightCut.pieces();
    Gemm forInput = new Gemm(rows, in, out, false, true);
    Gemm.Cut inputCut = forInput.cut();
    int inputPieces = inInput == null || rows == 0 || in == 0 ? 0 : inputCut.pieces();
    workers.run(
        weightPieces + inputPieces,
        (piece, s) -> {
          if (piece < weightPieces) {
            forWeight.piece(weightCut, piece, x, inner, inWeight, false, Gemm.NOTHING, s);
          } else if (inInput != null) {
            int rest = piece - weightPieces;
            forInput.piece(inputCut, rest, inner, weight, inInput, false, Gemm.NOTHING, s);
          }
        });
  }
}
