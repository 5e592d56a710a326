package io.github.vae4j.conformance;

import io.github.vae4j.conformance.forwarding.ForwardingBackend;
import java.util.List;
import java.util.stream.Stream;

/** All lies, and the honest forwarding backend that they are told by. */
final class Lies {
  private Lies() {}

  static List<Lie> all() {
    Lie honest = Lie.backend("honest", LyingBackend.class, "", ForwardingBackend::new);
    return Stream.of(
            List.of(honest),
            OpsLies.all(),
            SharingLies.all(),
            RandomLies.all(),
            BackendLies.all(),
            CaptureLies.all(),
            StateLies.all(),
            TrainingLies.all())
        .flatMap(List::stream)
        .toList();
  }
}
