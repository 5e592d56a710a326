package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.tensor.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WalkTest {
  @Test
  void joinsNeighbouringAxesThatAllOperandsWalkAlike() {
    assertRank(Walk.repeated(Shape.of(5, 7, 3), Shape.of(5, 7, 3), Shape.of(5, 7, 3)), 1);
    assertRank(Walk.repeated(Shape.of(5, 7, 3), Shape.of(5, 7, 3), Shape.of(3)), 2);
    assertRank(Walk.repeated(Shape.of(5, 7, 3), Shape.of(5, 7, 3), Shape.of(7, 3)), 2);
    assertRank(Walk.repeated(Shape.of(5, 7, 3), Shape.of(5, 7, 3), Shape.of(7, 1)), 3);
    assertRank(Walk.repeated(Shape.of(5, 7, 3), Shape.of(5, 7, 3), Shape.scalar()), 1);
  }

  @Test
  void leavesOutAxesOfLengthOne() {
    assertRank(Walk.repeated(Shape.of(1, 5, 1, 3, 1), Shape.of(5, 1, 3, 1)), 1);
    assertRank(Walk.repeated(Shape.of(1, 1), Shape.of(1)), 0);
  }

  @Test
  void findsTheEntriesOfRepeatedOperands() {
    Walk walk = Walk.repeated(Shape.of(2, 2, 3), Shape.of(2, 1, 3), Shape.of(2, 1));
    assertThat(places(walk, 2, 0, 12)).containsExactly(0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5);
    assertThat(places(walk, 2, 1, 12)).containsExactly(0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1);
  }

  @Test
  void findsTheEntriesOfReorderedAxes() {
    Walk walk = Walk.over(Shape.of(3, 2, 2), new int[] {1, 6, 3});
    assertThat(places(walk, 1, 0, 12)).containsExactly(0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11);
  }

  @Test
  void isStraightWhereEntriesKeepTheirOrder() {
    assertThat(Walk.over(Shape.of(3, 5), new int[] {5, 1}).isStraight()).isTrue();
    assertThat(Walk.over(Shape.of(1, 5), new int[] {1, 1}).isStraight()).isTrue();
    assertThat(Walk.over(Shape.scalar(), new int[0]).isStraight()).isTrue();
    assertThat(Walk.over(Shape.of(5, 3), new int[] {1, 5}).isStraight()).isFalse();
    assertThat(Walk.repeated(Shape.of(5), Shape.of(1)).isStraight()).isFalse();
  }

  @Test
  void refusesMoreAxesThanKernelsWalk() {
    Shape alternating = Shape.of(1, 2, 1, 2, 1, 2, 1, 2, 1);
    Shape wide = Shape.of(2, 2, 2, 2, 2, 2, 2, 2, 2);
    Walk walk = Walk.repeated(wide, alternating, wide);
    assertThatThrownBy(() -> walk.members("add"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "add: the operands walk the result (2, 2, 2, 2, 2, 2, 2, 2, 2) by 9 strides, and backend"
                + " 'jcuda' has room for 8; reshape them so that neighbouring axes are one");
  }

  private static void assertRank(Walk walk, int rank) {
    assertThat(walk.members("add")[0]).isEqualTo(rank);
  }

  /** Returns where each entry of one operand lies, found as the kernels do. */
  private static int[] places(Walk walk, int operands, int operand, int entries) {
    int[] members = walk.members("add");
    assertThat(members).hasSize(1 + Walk.AXES * (Divisor.MEMBERS + operands));
    return IntStream.range(0, entries).map(entry -> place(members, operand, entry)).toArray();
  }

  private static int place(int[] members, int operand, int entry) {
    int place = 0;
    int rest = entry;
    for (int axis = 0; axis < members[0]; axis++) {
      int at = 1 + Divisor.MEMBERS * axis;
      int[] divisor = Arrays.copyOfRange(members, at, at + Divisor.MEMBERS);
      int quotient = DivisorTest.quotient(divisor, rest);
      place +=
          (rest - quotient * divisor[0])
              * members[1 + Walk.AXES * (Divisor.MEMBERS + operand) + axis];
      rest = quotient;
    }
    return place;
  }
}
