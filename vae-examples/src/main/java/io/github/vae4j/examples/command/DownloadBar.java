package io.github.vae4j.examples.command;

import io.github.vae4j.core.data.DownloadProgress;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Shows how a download goes: a bar where a person watches, else a line for each file. */
final class DownloadBar implements DownloadProgress, AutoCloseable {
  private static final int MEGABYTE = 1_000_000;

  private final Console console;
  private String file = "";
  private @Nullable ProgressBar bar;

  DownloadBar(Console console) {
    this.console = console;
  }

  @Override
  public void received(String name, long received, long total) {
    if (!name.equals(file)) {
      close();
      file = name;
      if (console.terminal()) {
        bar = open(name, total);
      } else {
        console.note(
            "downloading %s%s ...",
            name, total < 0 ? "" : String.format(Locale.ROOT, " (%.1f MB)", total / 1e6));
      }
    }
    if (bar != null) {
      bar.stepTo(received);
    }
  }

  private ProgressBar open(String name, long total) {
    return new ProgressBarBuilder()
        .setTaskName(name)
        .setInitialMax(total)
        .setUnit(" MB", MEGABYTE)
        .setConsumer(new VanishingBar(console.err()))
        .build();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
