package io.github.vae4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellTest {
  @Test
  void plainPathsStayAsTheyAre() {
    assertThat(Shell.quoted("runs/digits-2/model.safetensors", false))
        .isEqualTo("runs/digits-2/model.safetensors");
    assertThat(Shell.quoted("C:\\runs\\model.safetensors", true))
        .isEqualTo("C:\\runs\\model.safetensors");
  }

  @Test
  void othersAreQuoted() {
    assertThat(Shell.quoted("my runs/a", false)).isEqualTo("'my runs/a'");
    assertThat(Shell.quoted("it's", false)).isEqualTo("'it'\\''s'");
    assertThat(Shell.quoted("a\\b", false)).isEqualTo("'a\\b'");
    assertThat(Shell.quoted("my runs\\a", true)).isEqualTo("\"my runs\\a\"");
  }
}
