package io.github.vae4j.examples.command;

import io.github.vae4j.core.train.EpochReport;
import io.github.vae4j.core.train.TrainingListener;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Shows how training goes: a bar where a person watches, and a line for each epoch. */
final class ProgressLine implements TrainingListener, AutoCloseable {
  private static final int SHORTEST_BAR = 8;

  private final Console console;
  private final int epochs;
  private @Nullable ProgressBar bar;
  private volatile String figures = "";

  ProgressLine(Console console, int epochs) {
    this.console = console;
    this.epochs = epochs;
  }

  @Override
  public void progress(Progress now) {
    if (!console.terminal()) {
      return;
    }
    figures =
        String.format(
            Locale.ROOT,
            "epoch %d/%d  loss %s  KL %s  %,.0f images/s  %s left",
            now.epoch(),
            now.epochs(),
            Figures.nats(now.loss()),
            Figures.nats(now.kl()),
            now.rowsPerSecond(),
            clock(now.secondsLeft()));
    bar(now.epochs() * now.batches()).stepTo((now.epoch() - 1) * now.batches() + now.batch());
  }

  @Override
  public void epochEnded(EpochReport report) {
    hide();
    console.note(
        "epoch %d/%d  loss %s (reconstruction %s + KL %s)%s  %.1f s, %,.0f images/s",
        report.epoch(),
        epochs,
        Figures.nats(report.loss()),
        Figures.nats(report.reconstruction()),
        Figures.nats(report.kl()),
        report.validation().map(v -> "  test " + Figures.nats(-v.elbo().mean())).orElse(""),
        report.seconds(),
        report.rowsPerSecond());
  }

  /** Takes the bar from the screen; it comes back with the next progress. */
  void hide() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  @Override
  public void close() {
    hide();
  }

  private ProgressBar bar(long steps) {
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setInitialMax(steps)
              .setUpdateIntervalMillis(200)
              .setConsumer(new VanishingBar(console.err()))
              .setRenderer((state, width) -> render(state.getNormalizedProgress(), width))
              .build();
    }
    return bar;
  }

  private String render(double done, int width) {
    String words = figures;
    int room = width - words.length() - 4;
    if (room < SHORTEST_BAR) {
      return words.substring(0, Math.min(words.length(), Math.max(0, width)));
    }
    int length = Math.min(room, 40);
    int full = (int) Math.round(Math.max(0, Math.min(1, done)) * length);
    return "[" + "=".repeat(full) + " ".repeat(length - full) + "] " + words;
  }

  private static String clock(double seconds) {
    Duration time =
        Duration.ofSeconds(Math.max(0, Math.round(Double.isFinite(seconds) ? seconds : 0)));
    return time.toHours() > 0
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
  }
}
