package io.github.vae4j.examples.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.plugin.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputDirectoryTest {
  @TempDir private Path directory;

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "/proc, where nobody can make files, is of Linux")
  void aDirectoryThatTakesNoFilesIsNamedAlone() {
    assertThatThrownBy(() -> OutputDirectory.prepare(Path.of("/proc/self")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("/proc/self")
        .hasMessageContaining("--out DIR")
        .hasMessageNotContaining(".writable");
  }

  @Test
  void theOptionOfAFileIsCalledSo() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> OutputDirectory.prepareFor(file.resolve("s.png")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--out FILE")
        .hasMessageNotContaining("--out DIR");
  }

  @Test
  void onlyPngIsWritten() {
    OutputDirectory.requirePng(Path.of("s.PNG"));
    assertThatThrownBy(() -> OutputDirectory.requirePng(Path.of("s.jpg")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("s.jpg must end in .png");
  }

  @Test
  void aNewDirectoryThatStaysEmptyGoesAgain() throws Exception {
    Path fresh = directory.resolve("fresh");
    OutputDirectory.prepare(fresh).close();
    assertThat(fresh).doesNotExist();

    try (OutputDirectory used = OutputDirectory.prepare(fresh)) {
      Files.createFile(used.path().resolve("file"));
    }
    assertThat(fresh).exists();
  }
}
