package io.github.vae4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PlanOptionsTest {
  @Test
  void aFileWithoutEpochsHasThoseOfTheCommand() {
    RunFile silent =
        new RunFile(
            null, null, 0, Optional.empty(), Optional.empty(), Optional.of("{\"batch\":64}"));
    RunFile speaking =
        new RunFile(
            null, null, 0, Optional.empty(), Optional.empty(), Optional.of("{\"epochs\":3}"));

    int standard = new PlanOptions().plan(RunFile.empty()).epochs();
    assertThat(standard).isEqualTo(80);
    assertThat(new PlanOptions().plan(silent).epochs()).isEqualTo(standard);
    assertThat(new PlanOptions().plan(silent).batch()).isEqualTo(64);
    assertThat(new PlanOptions().plan(speaking).epochs()).isEqualTo(3);
  }

  @Test
  void refusesAWeightOfNoKl() {
    PlanOptions options = CommandLine.populateCommand(new PlanOptions(), "--beta", "2");

    assertThatThrownBy(options::refuseBeta)
        .hasMessageContaining("--beta", "a model without latents has none");
    new PlanOptions().refuseBeta();
  }
}
