package io.github.vae4j.examples.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.core.data.Dataset;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is measured of images by class. */
class ClassMeasuresTest {
  private static final int CLASSES = 2;
  private static final DataSchema PIXELS = DataSchema.of(2, 2, 1);

  /** Class 0 are points on a line, at 0, 3 and 6; class 1 is one point twice. */
  private static Dataset images() {
    float[] rows = {0, 0, 0, 0, 5, 5, 5, 5, 3, 0, 0, 0, 5, 5, 5, 5, 6, 0, 0, 0};
    return Dataset.of(PIXELS, rows, new int[] {0, 1, 0, 1, 0});
  }

  @Test
  void aShareHasTheStandardErrorOfABinomial() {
    boolean[] trials = new boolean[400];
    for (int i = 0; i < 100; i++) {
      trials[i] = true;
    }

    Share share = Share.of(trials);

    assertThat(share.share()).isEqualTo(0.25);
    assertThat(share.standardError()).isEqualTo(Math.sqrt(0.25 * 0.75 / 400));
    assertThat(share.of()).isEqualTo(400);
    assertThat(Share.among(trials, new int[] {99, 100, 101, 102}).share()).isEqualTo(0.25);
    assertThatThrownBy(() -> Share.of(new boolean[0])).hasMessageContaining("take more images");
  }

  @Test
  void aPerfectClassifierRecognisesAllAndAUselessOneItsShare() {
    Classifier perfect = images -> ClassImages.labels(images);
    Classifier useless = images -> new int[images.size()];

    assertThat(perfect.recognises(images())).containsOnly(true);
    assertThat(useless.recognises(images())).containsExactly(true, false, true, false, true);
    Dataset nameless = Dataset.of(PIXELS, new float[4], null);
    assertThatThrownBy(() -> perfect.recognises(nameless)).hasMessageContaining("no labels");
  }

  @Test
  void distancesAreOfPairsOfDifferentMembers() {
    ClassDistances distances = ClassDistances.of(images(), CLASSES, 1);

    // pairs 0-3, 3-6 and 0-6 are equally frequent; a standard error of 20,000 pairs is 0.01
    assertThat(distances.ofClass().get(0)).isCloseTo(4, within(0.04));
    assertThat(distances.ofClass().get(1)).isZero();
    assertThat(distances.mean()).isCloseTo(2, within(0.02));
    assertThatThrownBy(() -> ClassDistances.of(images(), 3, 1))
        .hasMessageContaining("class 2 has 0 images");
  }

  @Test
  void theClassMeanIsAlwaysTheSame() {
    Dataset made = Generator.classMeans(images(), CLASSES).images(4, 7);

    assertThat(ClassImages.labels(made)).containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
    assertThat(made.row(3)).containsExactly(3, 0, 0, 0);
    assertThat(made.row(4)).containsExactly(5, 5, 5, 5);
    assertThat(ClassDistances.of(made, CLASSES, 1).mean()).isZero();
  }

  @Test
  void takesTheFirstOfEachClass() {
    Dataset first = ClassImages.first(images(), 2, CLASSES);

    assertThat(ClassImages.labels(first)).containsExactly(0, 0, 1, 1);
    assertThat(first.row(1)).containsExactly(3, 0, 0, 0);
    assertThat(ClassImages.first(images(), 9, CLASSES).size()).isEqualTo(5);
  }

  @Test
  void gaussiansTellClassesApartByMeanAndSpread() {
    Random random = new Random(3);
    float[][] codes = new float[4000][];
    int[] labels = new int[codes.length];
    for (int i = 0; i < codes.length; i++) {
      labels[i] = i % CLASSES;
      double spread = labels[i] == 0 ? 0.1 : 2;
      float x = (float) (spread * random.nextGaussian());
      codes[i] = new float[] {x, x + (float) (0.5 * spread * random.nextGaussian()), 1};
    }

    ClassGaussians gaussians = ClassGaussians.fit(codes, labels, CLASSES);

    assertThat(gaussians.classify(new float[][] {{0, 0, 1}, {1, 1, 1}, {-3, -3, 1}}))
        .as("class 0 is narrow, class 1 wide about the same mean")
        .containsExactly(0, 1, 1);
    float[][] draws = gaussians.draw(4000, 5);
    double squares = 0;
    double products = 0;
    for (int i = 4000; i < 8000; i++) {
      squares += draws[i][0] * draws[i][0] / 4000;
      products += draws[i][0] * draws[i][1] / 4000;
    }
    assertThat(squares).as("the variance of class 1").isCloseTo(4, within(0.5));
    assertThat(products).as("its covariance").isCloseTo(4, within(0.5));
    assertThatThrownBy(() -> ClassGaussians.fit(codes, labels, 3))
        .hasMessageContaining("class 2 has 0 codes");
  }

  @Test
  void thePlaneIsThatInWhichClassesLieApart() {
    float[][] points = {
      {-1.1f, 10}, {-0.9f, -10}, {-1.1f, -10}, {-0.9f, 10},
      {1.1f, 10}, {0.9f, -10}, {1.1f, -10}, {0.9f, 10}
    };
    DiscriminantPlane plane = DiscriminantPlane.of(points, new int[] {0, 0, 0, 0, 1, 1, 1, 1}, 2);

    assertThat(plane.separation()[0])
        .as("all along the first coordinate")
        .isCloseTo(1, within(1e-9));
    double[][] projected = plane.project(new float[][] {{0, 0}, {0.5f, 0}, {0, 7}});
    assertThat(projected[0]).containsExactly(new double[] {0, 0}, within(1e-6));
    assertThat(Math.abs(projected[1][0])).as("0.5 / 0.1").isCloseTo(5, within(1e-3));
    assertThat(projected[2][0]).isCloseTo(0, within(1e-6));
    assertThat(Math.abs(projected[2][1])).as("7 / 10").isCloseTo(0.7, within(1e-6));
    DiscriminantPlane line = DiscriminantPlane.of(new float[][] {{1}, {3}}, new int[] {0, 1}, 2);
    assertThat(line.project(new float[][] {{5}})[0][1]).isZero();
  }
}
