package io.github.vae4j.examples.output;

import io.github.vae4j.api.plugin.ConfigurationException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The epochs of a run as a CSV file with a heading; figures that were not measured are empty. */
public final class History {
  private static final String[] HEADINGS = {
    "epoch",
    "train_loss",
    "train_reconstruction",
    "train_kl",
    "test_elbo",
    "test_reconstruction",
    "test_kl",
    "seconds",
    "images_per_second"
  };

  private History() {}

  /** Writes all epochs. */
  public static void write(Path file, List<EpochLine> epochs) {
    AtomicFile.write(
        file,
        out -> {
          Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
          format.printRecord(text, (Object[]) HEADINGS);
          for (EpochLine epoch : epochs) {
            format.printRecord(text, cells(epoch));
          }
          text.flush();
        });
  }

  /**
   * Reads the epochs of an earlier run; none where there is no file.
   *
   * @throws ConfigurationException if the file is not a history
   */
  public static List<EpochLine> read(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    CSVFormat format =
        CSVFormat.RFC4180.builder().setHeader(HEADINGS).setSkipHeaderRecord(true).get();
    try (Reader text = Files.newBufferedReader(file);
        var csv = format.parse(text)) {
      List<EpochLine> epochs = new ArrayList<>();
      for (CSVRecord line : csv) {
        epochs.add(epoch(line));
      }
      return epochs;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + ": " + AtomicFile.reason(e), e);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          file + " is not a history of this program; move it away, or choose another --out DIR", e);
    }
  }

  private static EpochLine epoch(CSVRecord line) {
    return new EpochLine(
        Integer.parseInt(line.get(0)),
        number(line.get(1)),
        number(line.get(2)),
        number(line.get(3)),
        number(line.get(4)),
        number(line.get(5)),
        number(line.get(6)),
        number(line.get(7)),
        number(line.get(8)));
  }

  private static Object[] cells(EpochLine epoch) {
    return new Object[] {
      epoch.epoch(),
      cell(epoch.trainLoss()),
      cell(epoch.trainReconstruction()),
      cell(epoch.trainKl()),
      cell(epoch.testElbo()),
      cell(epoch.testReconstruction()),
      cell(epoch.testKl()),
      cell(epoch.seconds()),
      cell(epoch.imagesPerSecond())
    };
  }

  private static String cell(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }

  private static double number(String cell) {
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }
}
