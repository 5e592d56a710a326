package io.github.vae4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.core.plugin.JsonOptions;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void cosineFallsFromItsValueToItsEndAfterTheWarmUp() {
    Schedule schedule = new Schedule.Cosine(2, 0.1, 4);
    assertThat(schedule.at(0, 105)).isEqualTo(0.5);
    assertThat(schedule.at(3, 105)).isEqualTo(2);
    assertThat(schedule.at(54, 105)).isEqualTo(2 * (0.1 + 0.9 * 0.5), within(1e-12));
    assertThat(schedule.at(104, 105)).isEqualTo(0.2, within(1e-12));
  }

  @Test
  void aWarmUpLongerThanTrainingStillRises() {
    Schedule schedule = new Schedule.Cosine(1, 0, 1000);
    assertThat(schedule.at(0, 780)).isEqualTo(0.001);
    assertThat(schedule.at(779, 780)).isEqualTo(0.78, within(1e-12));
    assertThat(new Schedule.Cosine(1, 0, 0).at(0, 1)).isEqualTo(1);
  }

  @Test
  void stepMultipliesAtEachInterval() {
    Schedule schedule = new Schedule.Step(1, 10, 0.5, 0);
    assertThat(schedule.at(9, 100)).isEqualTo(1);
    assertThat(schedule.at(10, 100)).isEqualTo(0.5);
    assertThat(schedule.at(39, 100)).isEqualTo(0.125);
  }

  @Test
  void linearStaysAtItsEnd() {
    Schedule schedule = new Schedule.Linear(0, 1, 10);
    assertThat(schedule.at(0, 100)).isZero();
    assertThat(schedule.at(5, 100)).isEqualTo(0.5);
    assertThat(schedule.at(70, 100)).isEqualTo(1);
  }

  @Test
  void cyclicalRisesAnewInEachCycle() {
    Schedule schedule = new Schedule.Cyclical(1, 4, 0.5);
    assertThat(schedule.at(0, 100)).isZero();
    assertThat(schedule.at(5, 100)).isEqualTo(0.4, within(1e-12));
    assertThat(schedule.at(20, 100)).isEqualTo(1);
    assertThat(schedule.at(25, 100)).isZero();
  }

  @Test
  void planSurvivesItsJson() {
    TrainingPlan plan =
        TrainingPlan.builder()
            .epochs(3)
            .optimiser(new Optimiser.AdamW(0.8, 0.99, 1e-7, 0.02))
            .learningRate(new Schedule.Cosine(0.01, 0.1, 5))
            .beta(new Schedule.Cyclical(1, 3, 0.4))
            .clipNorm(2)
            .averaging(0.99)
            .group("encoder", new GroupPlan(new Optimiser.Sgd(0.5, 0), 0.1, 2))
            .build();
    assertThat(TrainingPlan.read(JsonOptions.parse(plan.toJson(), "plan"))).isEqualTo(plan);
  }

  @Test
  void everyOptionOfAWrittenPlanIsReadBack() {
    TrainingPlan plan = TrainingPlan.builder().group("decoder", GroupPlan.frozen()).build();
    JsonOptions options = JsonOptions.parse(plan.toJson(), "plan");
    TrainingPlan.read(options);
    options.refuseUnread();
  }

  @Test
  void plansOutOfBoundsAreRefused() {
    assertThatThrownBy(() -> TrainingPlan.builder().epochs(0).build())
        .hasMessageContaining("epochs must be 1 or more, got 0");
    assertThatThrownBy(() -> TrainingPlan.builder().averaging(1).build())
        .hasMessageContaining("averaging");
    assertThatThrownBy(
            () ->
                TrainingPlan.builder()
                    .beta(0.5)
                    .elbo(io.github.vae4j.core.elbo.ElboOptions.importanceWeighted(5))
                    .build())
        .hasMessageContaining("beta has no meaning");
    assertThatThrownBy(() -> new Optimiser.Adam(1, 0.9, 1e-8, 0)).hasMessageContaining("beta1");
  }
}
