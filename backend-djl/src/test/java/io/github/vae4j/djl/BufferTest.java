package io.github.vae4j.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.core.plugin.JsonOptions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Parts of any shape show what is written, in place or by copies as on a GPU. */
class BufferTest {
  private final DjlBackend backend =
      (DjlBackend) new DjlBackendProvider().create(JsonOptions.empty());

  @AfterEach
  void close() {
    backend.close();
  }

  static Stream<Arguments> shapes() {
    return Stream.of(Shape.scalar(), Shape.of(2, 3), Shape.of(0), Shape.of(2, 0))
        .flatMap(shape -> Stream.of(Arguments.of(shape, true), Arguments.of(shape, false)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void parts_showWhatIsWritten(Shape shape, boolean inPlace) {
    int size = (int) shape.size();
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = i + 0.5f;
    }
    try (Buffer buffer = new Buffer(backend, size, inPlace);
        Memory part = buffer.part(0, size, shape.toArray())) {
      buffer.write(0, values);
      assertThat(backend.download(part)).isEqualTo(values);
      assertThat(buffer.read(0, size)).isEqualTo(values);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void writes_changeTheirRangeAlone(Shape shape, boolean inPlace) {
    int size = (int) shape.size();
    try (Buffer buffer = new Buffer(backend, size + 2, inPlace)) {
      buffer.write(1, new float[size]);
      buffer.write(size, new float[] {7, 8});
      assertThat(buffer.read(size, 2)).containsExactly(7, 8);
      assertThat(buffer.read(0, size)).isEqualTo(new float[size]);
    }
  }
}
