package io.github.vae4j.core.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/**
 * Writes rows as lines of text under a line of headings; numbers in the fewest digits that give
 * back the same float.
 */
final class CsvWriter implements RowWriter {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  private final PendingRows rows;
  private final Writer text;

  private CsvWriter(PendingRows rows, Writer text) {
    this.rows = rows;
    this.text = text;
  }

  static CsvWriter open(Path file, int rows, List<String> columns) {
    PendingRows pending = PendingRows.open(file, columns.size(), rows);
    Writer text = new BufferedWriter(Channels.newWriter(pending.channel(), StandardCharsets.UTF_8));
    try {
      FORMAT.printRecord(text, columns.toArray());
      text.flush();
    } catch (IOException e) {
      throw pending.abandoned(e);
    }
    return new CsvWriter(pending, text);
  }

  @Override
  public void write(float[] values, int count) {
    rows.take(values, count);
    try {
      Object[] line = new Object[rows.width()];
      for (int row = 0; row < count; row++) {
        for (int i = 0; i < line.length; i++) {
          line[i] = values[row * line.length + i];
        }
        FORMAT.printRecord(text, line);
      }
      text.flush();
    } catch (IOException e) {
      throw rows.abandoned(e);
    }
  }

  @Override
  public void close() {
    rows.close();
  }
}
