package io.github.vae4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelOptionsTest {
  @Test
  void aFileWithoutEpochsHasThoseOfTheCommand() {
    RunFile silent = new RunFile(null, null, 0, Optional.empty(), Optional.of("{\"batch\":64}"));
    RunFile speaking = new RunFile(null, null, 0, Optional.empty(), Optional.of("{\"epochs\":3}"));

    int standard = new ModelOptions().plan(RunFile.empty()).epochs();
    assertThat(standard).isEqualTo(80);
    assertThat(new ModelOptions().plan(silent).epochs()).isEqualTo(standard);
    assertThat(new ModelOptions().plan(silent).batch()).isEqualTo(64);
    assertThat(new ModelOptions().plan(speaking).epochs()).isEqualTo(3);
  }
}
