package io.github.vae4j.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedHeaderTest {
  @TempDir Path directory;

  static Stream<Arguments> headers() {
    String f32 = "\"dtype\":\"F32\",";
    String two = "\"shape\":[2],";
    return Stream.of(
        of("not an object", 0, "[]", "does not begin with '{'"),
        of("leading space", 0, " {}", "does not begin with '{'"),
        of("empty", 0, "", "does not begin with '{'"),
        of("unclosed", 0, "{", "not valid JSON"),
        of("text after", 0, "{} {}", "goes on after"),
        of("rubbish after", 0, "{}x", "not valid JSON"),
        of("comment", 0, "{/* */}", "not valid JSON"),
        of("not UTF-8", 0, "{\"\u00ff\":1}", "not UTF-8"),
        of(
            "duplicate tensor",
            0,
            "{" + entry("a", 0, 0) + "," + entry("a", 0, 0) + "}",
            "Duplicate"),
        of("duplicate metadata", 0, "{\"__metadata__\":{},\"__metadata__\":{}}", "Duplicate"),
        of("duplicate key", 0, "{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}", "Duplicate"),
        of("metadata no object", 0, "{\"__metadata__\":[]}", "__metadata__: must be an object"),
        of("metadata no text", 0, "{\"__metadata__\":{\"k\":1}}", "__metadata__.k: must be a text"),
        of("tensor no object", 0, "{\"a\":3}", "tensor 'a': must be an object"),
        of(
            "unknown key",
            8,
            "{\"a\":{" + f32 + two + "\"data_offsets\":[0,8],\"x\":1}}",
            "unknown key 'x'"),
        of(
            "unknown dtype",
            4,
            "{\"a\":{\"dtype\":\"F16\"," + two + "\"data_offsets\":[0,4]}}",
            "'F16' is not known"),
        of(
            "dtype no text",
            4,
            "{\"a\":{\"dtype\":3," + two + "\"data_offsets\":[0,4]}}",
            "dtype: must be a text"),
        of("no dtype", 8, "{\"a\":{" + two + "\"data_offsets\":[0,8]}}", "dtype is missing"),
        of("no shape", 8, "{\"a\":{" + f32 + "\"data_offsets\":[0,8]}}", "shape is missing"),
        of("no offsets", 8, "{\"a\":{" + f32 + "\"shape\":[2]}}", "data_offsets is missing"),
        of(
            "one offset",
            8,
            "{\"a\":{" + f32 + two + "\"data_offsets\":[8]}}",
            "must be two numbers, got 1"),
        of(
            "three offsets",
            8,
            "{\"a\":{" + f32 + two + "\"data_offsets\":[0,8,8]}}",
            "more than 2 numbers"),
        of(
            "backward offsets",
            8,
            "{\"a\":{" + f32 + two + "\"data_offsets\":[8,0]}}",
            "[8, 0] must be in order"),
        of("beyond the end", 8, "{" + entry("a", 0, 12) + "}", "within the 8 bytes of data"),
        of(
            "fraction",
            8,
            "{\"a\":{" + f32 + "\"shape\":[2.0],\"data_offsets\":[0,8]}}",
            "whole numbers only"),
        of(
            "negative dim",
            8,
            "{\"a\":{" + f32 + "\"shape\":[-2],\"data_offsets\":[0,8]}}",
            "-2 is not from 0"),
        of(
            "giant dim",
            8,
            "{\"a\":{" + f32 + "\"shape\":[99999999999999999999],\"data_offsets\":[0,8]}}",
            "is not from 0"),
        of(
            "long dim",
            0,
            "{\"a\":{" + f32 + "\"shape\":[0,4294967296],\"data_offsets\":[0,0]}}",
            "4294967296 is more than"),
        of(
            "overflow",
            0,
            "{\"a\":{"
                + f32
                + "\"shape\":[2147483648,2147483648,4,4294967296],\"data_offsets\":[0,0]}}",
            "2147483648 is more than"),
        of(
            "overflowing product",
            0,
            "{\"a\":{"
                + f32
                + "\"shape\":[2147483647,2147483647,2147483647],\"data_offsets\":[0,0]}}",
            "overflows"),
        of(
            "size ≠ shape",
            8,
            "{\"a\":{" + f32 + "\"shape\":[3],\"data_offsets\":[0,8]}}",
            "(3) of F32 takes 12 bytes, data_offsets give 8"),
        of("overlap", 12, "{" + entry("a", 0, 8) + "," + entry("b", 4, 12) + "}", "overlap"),
        of("same place", 8, "{" + entry("a", 0, 8) + "," + entry("b", 0, 8) + "}", "overlap"),
        of("hole", 16, "{" + entry("a", 0, 8) + "," + entry("b", 12, 16) + "}", "leave a hole"),
        of("hole at first", 12, "{" + entry("a", 4, 12) + "}", "begins at 4 where 0"),
        of("trailing bytes", 9, "{" + entry("a", 0, 8) + "}", "1 bytes after the last tensor"),
        of("truncated", 7, "{" + entry("a", 0, 8) + "}", "within the 7 bytes"),
        of("only data", 3, "{}", "3 bytes after"),
        of("control characters", 0, "{\"a\\u001b[2J\\n\":3}", "tensor 'a?[2J?': must be an object"),
        of(
            "long name",
            0,
            "{\"" + "x".repeat(90) + "\":3}",
            "tensor '" + "x".repeat(80) + "…': must be"),
        of("very long name", 0, "{\"" + "x".repeat(100_000) + "\":3}", "not valid JSON: "),
        of("deep", 0, "{\"a\":" + "[".repeat(5000), "must be an object"),
        of("deep shape", 0, "{\"a\":{\"shape\":" + "[".repeat(5000), "whole numbers only"));
  }

  private static Arguments of(String what, int dataBytes, String header, String message) {
    return Arguments.of(what, dataBytes, header, message);
  }

  private static String entry(String name, int begin, int end) {
    return "\""
        + name
        + "\":{\"dtype\":\"F32\",\"shape\":["
        + (end - begin) / 4
        + "],\"data_offsets\":["
        + begin
        + ","
        + end
        + "]}";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("headers")
  void isRefusedByFieldAndValue(String what, int dataBytes, String header, String message)
      throws IOException {
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    refused(file(text.length, text, dataBytes), message);
  }

  @Test
  void lengthsAreCheckedBeforeAnythingIsRead() throws IOException {
    byte[] text = "{}".getBytes(StandardCharsets.UTF_8);
    refused(file(3, text, 0), "3 reaches beyond the end of the file, which has 10 bytes");
    refused(file(100_000_001, text, 0), "100000001 is more than the format's limit");
    refused(file(Long.MAX_VALUE, text, 0), "9223372036854775807 is more than");
    refused(file(-1, text, 0), "18446744073709551615 is more than");
    Path file = directory.resolve("short");
    Files.write(file, new byte[7]);
    refused(file, "7 bytes is less than the 8");
  }

  private Path file(long length, byte[] text, int dataBytes) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(length).put(text);
    return Files.write(directory.resolve("malformed"), bytes.array());
  }

  private static void refused(Path file, String message) {
    assertThatThrownBy(() -> SafeTensors.open(file).close())
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("checkpoint " + file)
        .hasMessageContaining(message);
  }
}
