package io.github.vae4j.examples.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A measuring process that measures nothing; its first argument says how it behaves. */
final class FakePeer {
  private FakePeer() {}

  static Contender contender(String behaviour) {
    return new Contender(behaviour, true, command(behaviour), Map.of());
  }

  private static List<String> command(String behaviour) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    return new ArrayList<>(
        List.of(java, "-Xmx64m", "-cp", classes, FakePeer.class.getName(), behaviour));
  }

  /**
   * Behaves as told, and answers rounds by the number of steps as their milliseconds, or by the
   * time of day.
   */
  public static void main(String[] arguments) throws Exception {
    List<String> options = List.of(arguments);
    switch (options.get(0)) {
      case "unable" -> {
        System.err.println("a warning\nno engine here; install one");
        System.exit(BenchProcess.MEND);
      }
      case "broken" -> throw new IllegalStateException("broken on purpose");
      case "silent" -> TimeUnit.HOURS.sleep(1);
      default -> System.out.println("a library says hello");
    }
    System.out.println(
        "{\"device\":\"" + String.join(" ", options.subList(1, options.size())) + "\"}");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (Requests.ROUND.equals(in.readLine())) {
      switch (options.get(0)) {
        case "garbled" -> System.out.println("{no");
        case "mute" -> {
          System.out.close();
          TimeUnit.HOURS.sleep(1);
        }
        case "clock" -> answer(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
        default -> answer(Long.parseLong(options.get(options.indexOf("--steps") + 1)));
      }
    }
  }

  private static void answer(long milliseconds) {
    System.out.println("{\"ms\":" + milliseconds + "}");
  }
}
