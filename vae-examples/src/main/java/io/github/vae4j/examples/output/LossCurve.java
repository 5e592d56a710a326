package io.github.vae4j.examples.output;

import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws the course of a training run. */
public final class LossCurve {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 560;
  private static final Color TRAIN = new Color(0x1f, 0x77, 0xb4);
  private static final Color TEST = new Color(0xd6, 0x27, 0x28);

  private LossCurve() {}

  /**
   * Draws the bound by epoch, on training and test images, as PNG.
   *
   * @throws IllegalArgumentException if there is no epoch
   */
  public static void draw(Path file, List<EpochLine> epochs) {
    if (epochs.isEmpty()) {
      throw new IllegalArgumentException("LossCurve: no epoch to draw; train for at least one");
    }
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Negative ELBO by epoch")
            .xAxisTitle("epoch")
            .yAxisTitle("nats per image (lower is better)")
            .build();
    style(chart.getStyler(), epochs);
    series(chart, "train (running mean of the epoch)", TRAIN, epochs, EpochLine::trainLoss);
    series(chart, "test (after the epoch)", TEST, epochs, EpochLine::testElbo);
    AtomicFile.write(
        file, out -> BitmapEncoder.saveBitmap(chart, out, BitmapEncoder.BitmapFormat.PNG));
  }

  private static void style(XYStyler styler, List<EpochLine> epochs) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setLegendPosition(Styler.LegendPosition.InsideNE);
    styler.setXAxisDecimalPattern("0");
    styler.setYAxisDecimalPattern("0.#");
    int last = epochs.get(epochs.size() - 1).epoch();
    styler.setXAxisMin(0.0);
    styler.setXAxisMax((double) Math.max(2, last));
    styler.setXAxisTickMarkSpacingHint(Math.max(60, WIDTH / Math.max(2, last)));
  }

  private static void series(
      XYChart chart,
      String name,
      Color colour,
      List<EpochLine> epochs,
      ToDoubleFunction<EpochLine> value) {
    List<EpochLine> measured =
        epochs.stream().filter(e -> Double.isFinite(value.applyAsDouble(e))).toList();
    if (measured.isEmpty()) {
      return;
    }
    XYSeries series =
        chart.addSeries(
            name,
            measured.stream().mapToDouble(EpochLine::epoch).toArray(),
            measured.stream().mapToDouble(value).toArray());
    series.setLineColor(colour);
    series.setMarkerColor(colour);
    series.setMarker(SeriesMarkers.CIRCLE);
  }
}
