package io.github.vae4j.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;
import io.github.vae4j.core.testing.LayerGradients;
import io.github.vae4j.core.testing.OracleScope;
import io.github.vae4j.core.testing.Part;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Expected outputs were computed with PyTorch in double precision. */
class ConvolutionLayersTest {
  private static final Window HALVES = Window.of(2, 1);

  private final OracleScope oracle = new OracleScope();

  @AfterEach
  void close() {
    oracle.close();
  }

  private <T> Part<T> part(Function<BuildContext, T> maker) {
    return Part.of(oracle, Part.plain(DataSchema.of(2), LatentGroup.of("z", 2)), maker);
  }

  private double[] spread(int seed, int size) {
    return oracle.spread(seed, size).toDoubles();
  }

  private Part<Convolution> convolution() {
    return part(context -> Convolution.of(context, 2, 3, 3, HALVES, Activation.RELU))
        .with("weight", spread(2, 54))
        .with("bias", spread(3, 3));
  }

  private Part<TransposedConvolution> transposed() {
    return transposed(2, 4).with("weight", spread(2, 54)).with("bias", spread(5, 2));
  }

  private Part<TransposedConvolution> transposed(int out, int height) {
    return part(
        context ->
            TransposedConvolution.of(context, 3, out, 3, HALVES, height, 5, Activation.TANH));
  }

  private static void check(Tensor actual, Shape shape, double... expected) {
    assertThat(actual.shape()).isEqualTo(shape);
    assertThat(actual.toDoubles()).containsExactly(expected, within(1e-11));
  }

  @Test
  void convolves() {
    Part<Convolution> layer = convolution();
    assertThat(layer.declared()).containsExactly("weight (3, 3, 3, 2)", "bias (3)");
    check(
        layer.get().apply(layer.pass(), oracle.spread(1, 1, 4, 5, 2)),
        Shape.of(1, 2, 3, 3),
        5.002372400704,
        10.763504289008,
        0.10282871094,
        0.0,
        5.052847203458,
        6.962208735412,
        3.419691498792,
        0.0,
        0.0,
        5.228730762708,
        0.313344812544,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0);
  }

  @Test
  void enlargesToTheSizeThatAConvolutionWouldHaveRead() {
    Part<TransposedConvolution> layer = transposed();
    assertThat(layer.declared()).containsExactly("weight (3, 3, 3, 2)", "bias (2)");
    check(
        layer.get().apply(layer.pass(), oracle.spread(4, 1, 2, 3, 3)),
        Shape.of(1, 4, 5, 2),
        0.976592024702,
        0.9868742159,
        0.782739118852,
        0.284330941444,
        -0.861304905274,
        -0.826950587207,
        -0.401351298557,
        -0.668890763196,
        -0.798466798637,
        -0.953383008884,
        0.914119726173,
        0.804052080036,
        -0.461535855455,
        -0.291827266253,
        0.763761176985,
        0.917788869401,
        0.902454111241,
        0.968188133525,
        0.733083711438,
        0.821744755774,
        0.987705988801,
        0.888035414828,
        0.990373201412,
        0.986215301184,
        0.999749258019,
        0.999385476872,
        0.993746610677,
        0.977695132435,
        0.964647338032,
        0.980915507378,
        -0.473469065424,
        -0.462195029236,
        0.608180197929,
        -0.205182972443,
        -0.738305838539,
        -0.967489667859,
        -0.078251124671,
        -0.544515143966,
        0.951402082971,
        0.554896064761);
  }

  @Test
  void upsamplesBySubpixelsAndCutsOffWhatIsBeyond() {
    Part<SubpixelConvolution> layer =
        subpixel(3, 2, 3, 4).with("weight", spread(7, 216)).with("bias", spread(8, 12));
    assertThat(layer.declared()).containsExactly("weight (12, 3, 3, 2)", "bias (12)");
    check(
        layer.get().apply(layer.pass(), oracle.spread(6, 1, 2, 2, 2)),
        Shape.of(1, 3, 4, 3),
        8.817585423091,
        -3.288222434046,
        -12.37444253976,
        -4.301921678519,
        8.984357911721,
        7.761002469516,
        8.564590062563,
        5.456039706598,
        -8.096108051266,
        -11.076692632591,
        1.587321105546,
        11.130616852571,
        -5.235946099041,
        -9.174157958002,
        2.655199327663,
        12.394160105382,
        5.050403304978,
        -8.420096973328,
        3.712261109407,
        -8.424549012437,
        -5.947932427793,
        7.68418008204,
        11.485339897141,
        -0.747854195988,
        -7.325882232855,
        6.120675990085,
        8.100323328494,
        -4.285453518274,
        -11.482826993298,
        -1.677342449725,
        -12.232199997251,
        -2.407792268731,
        9.080640656069,
        4.694294635066,
        -8.329401413863,
        -9.205440690486);
  }

  @Test
  void leadingAxesPassThrough() {
    Part<Convolution> layer = convolution();
    Tensor x = oracle.spread(1, 2, 3, 4, 5, 2);
    Tensor together = layer.get().apply(layer.pass(), x.reshape(6, 4, 5, 2));
    Tensor y = layer.get().apply(layer.pass(), x);
    assertThat(y.shape()).isEqualTo(Shape.of(2, 3, 2, 3, 3));
    assertThat(y.toDoubles()).isEqualTo(together.toDoubles());
    Tensor one = layer.get().apply(layer.pass(), x.slice(0, 0, 1).slice(1, 0, 1).reshape(4, 5, 2));
    check(one, Shape.of(2, 3, 3), Arrays.copyOf(y.toDoubles(), 18));
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAgreeWithDifferences(Activation f) {
    LayerGradients.check(
        oracle, context -> Convolution.of(context, 2, 3, 3, HALVES, f), 2, 4, 5, 2);
    LayerGradients.check(
        oracle, context -> TransposedConvolution.of(context, 2, 2, 3, HALVES, 4, 3, f), 2, 2, 2, 2);
    LayerGradients.check(
        oracle, context -> SubpixelConvolution.of(context, 2, 1, 3, 2, 3, 4, f), 2, 1, 2, 2, 2);
  }

  @Test
  void beginsWithinPytorchsBounds() {
    Part<Convolution> down =
        part(context -> Convolution.of(context, 8, 50, 4, HALVES, Activation.RELU));
    assertThat(largest(down.values("weight"))).isBetween(0.088, 1 / Math.sqrt(128));
    assertThat(largest(down.values("bias"))).isBetween(0.08, 1 / Math.sqrt(128));
    Part<TransposedConvolution> up =
        part(context -> TransposedConvolution.of(context, 50, 8, 4, HALVES, 8, 8, Activation.RELU));
    assertThat(largest(up.values("weight"))).isBetween(0.088, 1 / Math.sqrt(128));
  }

  private static double largest(float[] values) {
    double largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  @Test
  void refusesWhatDoesNotFit() {
    Part<Convolution> layer = convolution();
    assertThatThrownBy(() -> layer.get().apply(layer.pass(), oracle.spread(1, 4, 40)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Convolution: x must be (…, height, width, channels), got (4, 40); reshape flat rows first");
    assertThatThrownBy(() -> layer.get().apply(layer.pass(), oracle.spread(1, 1, 4, 5, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("convolution: channels differ: x is (1, 4, 5, 3)");
    Part<TransposedConvolution> up = transposed();
    assertThatThrownBy(() -> up.get().apply(up.pass(), oracle.spread(1, 1, 3, 3, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("transposedConvolution: a result of 4 x 5 pixels belongs to x of");
    assertThatThrownBy(
            () -> part(context -> Convolution.of(context, 0, 3, 3, HALVES, Activation.RELU)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Convolution: channels and kernel must be 1 or more, got 0 channels in, 3 out and a kernel of 3");
  }

  @Test
  void refusesFlatRows() {
    Tensor flat = oracle.spread(1, 4, 40);
    Part<TransposedConvolution> up = transposed();
    assertThatThrownBy(() -> up.get().apply(up.pass(), flat))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("TransposedConvolution: x must be (…, height, width, channels)");
    Part<SubpixelConvolution> pixels = subpixel(3, 2, 3, 4);
    assertThatThrownBy(() -> pixels.get().apply(pixels.pass(), flat))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("SubpixelConvolution: x must be (…, height, width, channels)");
  }

  private Part<SubpixelConvolution> subpixel(int kernel, int factor, int height, int width) {
    return part(
        context ->
            SubpixelConvolution.of(
                context, 2, 3, kernel, factor, height, width, Activation.IDENTITY));
  }

  @ParameterizedTest
  @CsvSource({"3, 2", "2, 3", "1, 2", "9, 9"})
  void subpixelsRefuseImagesOfAnotherSize(int height, int width) {
    Part<SubpixelConvolution> layer = subpixel(3, 2, 3, 4);
    assertThatThrownBy(() -> layer.get().apply(layer.pass(), oracle.spread(1, 1, height, width, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "SubpixelConvolution: 3 x 4 pixels by a factor of 2 come from x of (…, 2, 2, channels), got (1, %d, %d, 2)",
            height, width);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4|2|4|4|the kernel must be odd and the factor 1 or more, got 4 and 2",
        "3|0|4|4|the kernel must be odd and the factor 1 or more, got 3 and 0",
        "-3|2|4|4|channels and kernel must be 1 or more, got 2 channels in, 3 out and a kernel of -3",
        "3|2|0|4|height and width must be 1 or more, got 0 x 4",
        "3|2|4|-1|height and width must be 1 or more, got 4 x -1"
      })
  void subpixelsRefuseNumbersTheyCannotHave(
      int kernel, int factor, int height, int width, String complaint) {
    assertThatThrownBy(() -> subpixel(kernel, factor, height, width))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("SubpixelConvolution: " + complaint);
  }

  @Test
  void transposedConvolutionsRefuseNumbersTheyCannotHave() {
    assertThatThrownBy(() -> transposed(0, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "TransposedConvolution: channels and kernel must be 1 or more, got 3 channels in, 0 out and a kernel of 3");
    assertThatThrownBy(() -> transposed(2, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("TransposedConvolution: height and width must be 1 or more, got 0 x 5");
  }
}
