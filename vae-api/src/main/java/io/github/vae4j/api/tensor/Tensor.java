package io.github.vae4j.api.tensor;

/**
 * An immutable array of numbers with a shape, made by the {@link Ops} of one scope.
 *
 * <p>The fluent methods run the operation of the same name on the operations of the operand that is
 * recorded on a tape; where neither is, on those of the inner one of the two scopes. Operands of
 * two tapes, of two backends or of a closed scope are refused. A backend implements the five
 * abstract methods only.
 */
public interface Tensor {
  /** Returns the axis lengths. */
  Shape shape();

  /** Returns the operations that made it. */
  Ops ops();

  /** Copies the entries to the host in row-major order, rounded to float. */
  float[] toFloats();

  /** Copies the entries to the host in row-major order. */
  double[] toDoubles();

  /**
   * Returns the only entry.
   *
   * @throws IllegalArgumentException if there is not exactly one
   */
  default double item() {
    if (shape().size() != 1) {
      throw new IllegalArgumentException(
          "item: the tensor has shape " + shape() + "; only one with a single entry has an item");
    }
    return toDoubles()[0];
  }

  /** Returns |x|; see {@link Ops#abs}. */
  default Tensor abs() {
    return OperandRules.open("abs", this).abs(this);
  }

  /** Returns −1, 0 or 1; see {@link Ops#sign}. */
  default Tensor sign() {
    return OperandRules.open("sign", this).sign(this);
  }

  /** Returns the largest whole number not above each entry; see {@link Ops#floor}. */
  default Tensor floor() {
    return OperandRules.open("floor", this).floor(this);
  }

  /** Returns eˣ; see {@link Ops#exp}. */
  default Tensor exp() {
    return OperandRules.open("exp", this).exp(this);
  }

  /** Returns eˣ − 1; see {@link Ops#expm1}. */
  default Tensor expm1() {
    return OperandRules.open("expm1", this).expm1(this);
  }

  /** Returns the natural logarithm; see {@link Ops#log}. */
  default Tensor log() {
    return OperandRules.open("log", this).log(this);
  }

  /** Returns log(1 + x); see {@link Ops#log1p}. */
  default Tensor log1p() {
    return OperandRules.open("log1p", this).log1p(this);
  }

  /** Returns √x; see {@link Ops#sqrt}. */
  default Tensor sqrt() {
    return OperandRules.open("sqrt", this).sqrt(this);
  }

  /** Returns the sine; see {@link Ops#sin}. */
  default Tensor sin() {
    return OperandRules.open("sin", this).sin(this);
  }

  /** Returns the cosine; see {@link Ops#cos}. */
  default Tensor cos() {
    return OperandRules.open("cos", this).cos(this);
  }

  /** Returns tanh x; see {@link Ops#tanh}. */
  default Tensor tanh() {
    return OperandRules.open("tanh", this).tanh(this);
  }

  /** Returns 1 / (1 + e⁻ˣ); see {@link Ops#sigmoid}. */
  default Tensor sigmoid() {
    return OperandRules.open("sigmoid", this).sigmoid(this);
  }

  /** Returns log(1 + eˣ); see {@link Ops#softplus}. */
  default Tensor softplus() {
    return OperandRules.open("softplus", this).softplus(this);
  }

  /** Returns max(x, 0); see {@link Ops#relu}. */
  default Tensor relu() {
    return OperandRules.open("relu", this).relu(this);
  }

  /** Returns the error function; see {@link Ops#erf}. */
  default Tensor erf() {
    return OperandRules.open("erf", this).erf(this);
  }

  /** Returns the standard normal's quantile; see {@link Ops#normalQuantile}. */
  default Tensor normalQuantile() {
    return OperandRules.open("normalQuantile", this).normalQuantile(this);
  }

  /** Returns log |Γ(x)|; see {@link Ops#lgamma}. */
  default Tensor lgamma() {
    return OperandRules.open("lgamma", this).lgamma(this);
  }

  /** Returns ψ(x); see {@link Ops#digamma}. */
  default Tensor digamma() {
    return OperandRules.open("digamma", this).digamma(this);
  }

  /** Returns this as a constant; see {@link Ops#stopGradient}. */
  default Tensor stopGradient() {
    return OperandRules.open("stopGradient", this).stopGradient(this);
  }

  /** Returns this + other; see {@link Ops#add}. */
  default Tensor add(Tensor other) {
    return OperandRules.common("add", this, other).add(this, other);
  }

  /** Returns this − other; see {@link Ops#sub}. */
  default Tensor sub(Tensor other) {
    return OperandRules.common("sub", this, other).sub(this, other);
  }

  /** Returns this · other, entry by entry; see {@link Ops#mul}. */
  default Tensor mul(Tensor other) {
    return OperandRules.common("mul", this, other).mul(this, other);
  }

  /** Returns this / other; see {@link Ops#div}. */
  default Tensor div(Tensor other) {
    return OperandRules.common("div", this, other).div(this, other);
  }

  /** Returns the larger of both; see {@link Ops#maximum}. */
  default Tensor maximum(Tensor other) {
    return OperandRules.common("maximum", this, other).maximum(this, other);
  }

  /** Returns the smaller of both; see {@link Ops#minimum}. */
  default Tensor minimum(Tensor other) {
    return OperandRules.common("minimum", this, other).minimum(this, other);
  }

  /** Returns 1 where equal, else 0; see {@link Ops#equal}. */
  default Tensor equal(Tensor other) {
    return OperandRules.common("equal", this, other).equal(this, other);
  }

  /** Returns 1 where {@code this < other}, else 0; see {@link Ops#less}. */
  default Tensor less(Tensor other) {
    return OperandRules.common("less", this, other).less(this, other);
  }

  /** Returns 1 where this ≤ other, else 0; see {@link Ops#lessOrEqual}. */
  default Tensor lessOrEqual(Tensor other) {
    return OperandRules.common("lessOrEqual", this, other).lessOrEqual(this, other);
  }

  /** Returns this + number. */
  default Tensor add(double number) {
    return OperandRules.open("add", this).affine(this, 1, number);
  }

  /** Returns this − number. */
  default Tensor sub(double number) {
    return OperandRules.open("sub", this).affine(this, 1, -number);
  }

  /** Returns this · number. */
  default Tensor mul(double number) {
    return OperandRules.open("mul", this).affine(this, number, 0);
  }

  /** Returns −this. */
  default Tensor neg() {
    return OperandRules.open("neg", this).affine(this, -1, 0);
  }

  /** Returns this · this, entry by entry. */
  default Tensor square() {
    return OperandRules.open("square", this).mul(this, this);
  }

  /** Returns this raised to a constant power. */
  default Tensor power(double exponent) {
    return OperandRules.open("power", this).power(this, exponent);
  }

  /** Returns this limited to [low, high]. */
  default Tensor clamp(double low, double high) {
    return OperandRules.open("clamp", this).clamp(this, low, high);
  }

  /** Returns the matrix product this · other; see {@link Ops#matmul}. */
  default Tensor matmul(Tensor other) {
    return OperandRules.common("matmul", this, other).matmul(this, other, false, false);
  }

  /** Returns the sum over the given axes, or over all; see {@link Ops#sum}. */
  default Tensor sum(int... axes) {
    return OperandRules.open("sum", this).sum(this, false, axes);
  }

  /** Returns the mean over the given axes, or over all; NaN over an empty axis. */
  default Tensor mean(int... axes) {
    Tensor total = sum(axes);
    return total.mul((double) total.shape().size() / shape().size());
  }

  /** Returns the largest entry over the given axes, or over all; see {@link Ops#max}. */
  default Tensor max(int... axes) {
    return OperandRules.open("max", this).max(this, false, axes);
  }

  /** Returns log Σ eˣ over the given axes, or over all; see {@link Ops#logSumExp}. */
  default Tensor logSumExp(int... axes) {
    return OperandRules.open("logSumExp", this).logSumExp(this, false, axes);
  }

  /** Returns the same entries in another shape; see {@link Ops#reshape}. */
  default Tensor reshape(Shape shape) {
    return OperandRules.open("reshape", this).reshape(this, shape);
  }

  /** Returns the same entries in another shape; see {@link Ops#reshape}. */
  default Tensor reshape(int... sizes) {
    return reshape(Shape.of(sizes));
  }

  /** Returns this with its axes reordered; see {@link Ops#permute}. */
  default Tensor permute(int... axes) {
    return OperandRules.open("permute", this).permute(this, axes);
  }

  /** Returns this repeated to a shape; see {@link Ops#broadcastTo}. */
  default Tensor broadcastTo(Shape shape) {
    return OperandRules.open("broadcastTo", this).broadcastTo(this, shape);
  }

  /** Returns part of one axis; see {@link Ops#slice}. */
  default Tensor slice(int axis, int from, int to) {
    return OperandRules.open("slice", this).slice(this, axis, from, to);
  }
}
