package io.github.vae4j.api.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Expected values come from mpmath with 40 digits and more, rounded to double. */
class SpecialFunctionsTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  @Test
  void erf() {
    double[][] table = {
      {1e-300, 1.1283791670955126e-300},
      {1e-8, 1.1283791670955126e-8},
      {0.1, 0.1124629160182849},
      {0.5, 0.5204998778130465},
      {1.0, 0.8427007929497149},
      {2.0, 0.9953222650189527},
      {2.4999999, 0.9995930477647266},
      {2.5, 0.999593047982555},
      {3.0, 0.9999779095030014},
      {5.5, 0.9999999999999927},
      {6.0, 1.0},
      {-0.7, -0.6778011938374184},
      {0, 0},
      {INF, 1},
      {-INF, -1},
      {40, 1},
      {NAN, NAN}
    };
    check("erf", SpecialFunctions::erf, table, 1e-15);
  }

  @Test
  void normalQuantile() {
    double[][] table = {
      {0.5, 0},
      {0.50001, 2.506628274882086e-05},
      {0.1, -1.2815515655446004},
      {0.25, -0.6744897501960817},
      {0.075, -1.439531470938456},
      {0.074, -1.4466320671589785},
      {0.9, 1.2815515655446006},
      {0.975, 1.9599639845400538},
      {0.999, 3.090232306167813},
      {1e-5, -4.264890793922825},
      {1e-10, -6.361340902404057},
      {1e-12, -7.034483825301132},
      {5e-14, -7.44090215064237},
      {0.9999999999, 6.361340889697422},
      {1e-100, -21.273453560965326},
      {1e-300, -37.0470962993612},
      {0, -INF},
      {1, INF},
      {-0.1, NAN},
      {1.1, NAN},
      {NAN, NAN}
    };
    check("normalQuantile", SpecialFunctions::normalQuantile, table, 1e-14);
  }

  @Test
  void lgamma() {
    double[][] table = {
      {1e-10, 23.025850929882736},
      {0.1, 2.252712651734206},
      {0.5, 0.5723649429247001},
      {1, 0},
      {1.5, -0.12078223763524522},
      {2, 0},
      {2.5, 0.2846828704729192},
      {3, 0.6931471805599453},
      {14.5, 23.862765841689086},
      {15, 25.19122118273868},
      {100, 359.1342053695754},
      {1e5, 1051287.7089736569},
      {1e300, 6.897755278982137e+302},
      {-0.5, 1.2655121234846454},
      {-1.5, 0.860047015376481},
      {-2.75, 0.004487897535955773},
      {-10.1, -13.0209732710115},
      {0, INF},
      {-1, INF},
      {-7, INF},
      {INF, INF},
      {NAN, NAN}
    };
    check("lgamma", SpecialFunctions::lgamma, table, 1e-14);
  }

  @Test
  void digamma() {
    double[][] table = {
      {1e-10, -10000000000.577215},
      {0.1, -10.423754940411076},
      {0.5, -1.9635100260214235},
      {1, -0.5772156649015329},
      {1.4616321449683622, -9.241265521729427e-17},
      {2, 0.42278433509846713},
      {10, 2.251752589066721},
      {15, 2.6743466616607936},
      {100, 4.600161852738087},
      {1e10, 23.025850929890456},
      {INF, INF},
      {0, NAN},
      {-0.5, NAN},
      {NAN, NAN}
    };
    check("digamma", SpecialFunctions::digamma, table, 1e-14);
  }

  @Test
  void trigamma() {
    double[][] table = {
      {1e-5, 10000000001.644909},
      {0.1, 101.43329915079275},
      {0.5, 4.934802200544679},
      {1, 1.6449340668482264},
      {2, 0.6449340668482264},
      {10, 0.10516633568168575},
      {15, 0.0689382278476838},
      {100, 0.010050166663333571},
      {1e10, 1.00000000005e-10},
      {INF, 0},
      {0, NAN},
      {-0.5, NAN},
      {NAN, NAN}
    };
    check("trigamma", SpecialFunctions::trigamma, table, 1e-14);
  }

  /**
   * Near to within {@code tolerance} times the expected value, or times 1 where that is smaller;
   * erf to its own size.
   */
  private static void check(
      String name, DoubleUnaryOperator f, double[][] table, double tolerance) {
    for (double[] row : table) {
      double actual = f.applyAsDouble(row[0]);
      if (Double.isFinite(row[1])) {
        double size = name.equals("erf") ? Math.abs(row[1]) : Math.max(1, Math.abs(row[1]));
        assertThat(actual).as("%s(%s)", name, row[0]).isCloseTo(row[1], within(tolerance * size));
      } else {
        assertThat(actual).as("%s(%s)", name, row[0]).isEqualTo(Double.valueOf(row[1]));
      }
    }
  }
}
