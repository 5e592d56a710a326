package io.github.vae4j.examples.command;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.core.data.ImageSet;
import io.github.vae4j.core.model.Architecture;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Refuses options out of bounds. */
final class Require {
  private Require() {}

  /**
   * Returns what is made of options and files.
   *
   * @throws ConfigurationException if an argument is refused on the way: it came from the user
   */
  static <T> T configured(Supplier<T> made) {
    try {
      return made.get();
    } catch (ConfigurationException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(Failures.message(e), e);
    }
  }

  /** Refuses images that are not as large as those of a model. */
  static void fits(Path model, Architecture architecture, ImageSet images) {
    if (architecture.data().size() != images.test().schema().size()) {
      throw new ConfigurationException(
          model
              + " models rows of shape "
              + architecture.data().shape()
              + ", the images of '"
              + images.name()
              + "' have "
              + images.test().schema().shape()
              + "; name others with --data");
    }
  }

  /** Refuses a number below 1, where there is one. */
  static void atLeastOne(String option, @Nullable Integer value) {
    if (value != null) {
      atLeast(option, value, 1);
    }
  }

  /** Adds the name of an option that was given. */
  static void addIfGiven(List<String> given, String option, @Nullable Object value) {
    if (value != null) {
      given.add(option);
    }
  }

  /** Refuses more rows in a step than there are images to train on. */
  static void batchFits(int batch, int images) {
    if (batch > images) {
      throw new ConfigurationException(
          "--batch must be " + images + " or fewer, the number of training images, got " + batch);
    }
  }

  static void atLeast(String option, long value, long least) {
    if (value < least) {
      throw new ConfigurationException(option + " must be " + least + " or more, got " + value);
    }
  }
}
