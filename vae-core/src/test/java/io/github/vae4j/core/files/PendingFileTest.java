package io.github.vae4j.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingFileTest {
  @TempDir Path directory;

  @Test
  void takesThePlaceOfItsTargetOnCommitOnly() throws IOException {
    Path target = directory.resolve("a");
    Files.writeString(target, "old");
    try (PendingFile pending = PendingFile.beside(target)) {
      pending.channel().write(ByteBuffer.wrap(new byte[] {'n', 'e', 'w'}));
      assertThat(Files.readString(target)).isEqualTo("old");
      assertThat(Files.readString(pending.path())).isEqualTo("new");
      pending.commit();
      assertThat(Files.readString(target)).isEqualTo("new");
      assertThatThrownBy(pending::commit)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("committed before");
    }
    assertThat(Files.readString(target)).isEqualTo("new");
    try (PendingFile abandoned = PendingFile.beside(target)) {
      abandoned.channel().write(ByteBuffer.wrap(new byte[1]));
    }
    assertThat(Files.readString(target)).isEqualTo("new");
    try (var left = Files.list(directory)) {
      assertThat(left).containsExactly(target);
    }
  }

  @Test
  void keepsTheTargetWhereItCannotBeReplaced() throws IOException {
    Path target = directory.resolve("b");
    try (PendingFile pending = PendingFile.beside(target)) {
      Files.createDirectories(target.resolve("full"));
      assertThatThrownBy(pending::commit)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot write " + target);
    }
    try (var left = Files.list(directory)) {
      assertThat(left).containsExactly(target);
    }
  }

  @Test
  void saysWhichDirectoryIsNotWritable() throws IOException {
    Path locked = Files.createDirectory(directory.resolve("locked"));
    Assumptions.assumeTrue(
        locked.toFile().setWritable(false) && !Files.isWritable(locked),
        "permissions do not bind this user");
    assertThatThrownBy(() -> PendingFile.beside(locked.resolve("c")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the directory " + locked + " is not writable");
    assertThat(locked.toFile().setWritable(true)).isTrue();
  }

  @Test
  void saysWhichDirectoryIsMissing() {
    assertThatThrownBy(() -> PendingFile.beside(directory.resolve("x/y")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no directory " + directory.resolve("x"));
    assertThatThrownBy(() -> PendingFile.beside(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it is a directory");
  }
}
