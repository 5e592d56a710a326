package io.github.vae4j.examples.output;

import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws points of several classes, each in a colour of its own. */
public final class ClassScatter {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 860;
  private static final int MARKER = 4;

  /** Ten colours that are told apart at a glance, Tableau's; more classes begin anew. */
  private static final List<Color> COLOURS =
      IntStream.of(
              0x1f77b4, 0xff7f0e, 0x2ca02c, 0xd62728, 0x9467bd, 0x8c564b, 0xe377c2, 0x7f7f7f,
              0xbcbd22, 0x17becf)
          .mapToObj(Color::new)
          .toList();

  private ClassScatter() {}

  /**
   * Draws points as PNG; the legend names each class by its number.
   *
   * @param xAxis what the first coordinate is
   * @param yAxis what the second coordinate is
   * @param points (rows, 2)
   * @param labels the class of each row, from 0 on
   * @throws IllegalArgumentException if there is no point, or not a label for each
   */
  public static void draw(
      Path file, String title, String xAxis, String yAxis, double[][] points, int[] labels) {
    if (points.length == 0 || points.length != labels.length) {
      throw new IllegalArgumentException(
          "ClassScatter: got "
              + points.length
              + " points and "
              + labels.length
              + " labels; give one of each, at least one");
    }
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(xAxis)
            .yAxisTitle(yAxis)
            .build();
    style(chart.getStyler());
    IntStream.of(labels).distinct().sorted().forEach(label -> series(chart, label, points, labels));
    AtomicFile.write(
        file, out -> BitmapEncoder.saveBitmap(chart, out, BitmapEncoder.BitmapFormat.PNG));
  }

  private static void style(XYStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    styler.setXAxisDecimalPattern("0.#");
    styler.setYAxisDecimalPattern("0.#");
    styler.setMarkerSize(MARKER);
  }

  private static void series(XYChart chart, int label, double[][] points, int[] labels) {
    int[] rows = IntStream.range(0, labels.length).filter(i -> labels[i] == label).toArray();
    XYSeries series =
        chart.addSeries(
            Integer.toString(label),
            IntStream.of(rows).mapToDouble(row -> points[row][0]).toArray(),
            IntStream.of(rows).mapToDouble(row -> points[row][1]).toArray());
    series.setMarkerColor(COLOURS.get(label % COLOURS.size()));
    series.setMarker(SeriesMarkers.CIRCLE);
  }
}
