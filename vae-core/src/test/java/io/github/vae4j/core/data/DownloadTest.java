package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
  @TempDir Path root;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch release = new CountDownLatch(1);
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private HttpServer server;
  private Path cache = Path.of("");

  @BeforeEach
  void startAMirror() throws IOException {
    cache = root.resolve(".cache/vae4j/small");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(workers);
    server.createContext("/good/", exchange -> answer(exchange, 200, content(exchange)));
    server.createContext("/gone/", exchange -> answer(exchange, 404, new byte[] {1, 2, 3}));
    server.createContext(
        "/other/", exchange -> answer(exchange, 200, IdxBytes.gzip(IdxBytes.counting(5))));
    server.createContext(
        "/page/", exchange -> answer(exchange, 200, "<html>".getBytes(StandardCharsets.UTF_8)));
    server.createContext("/moved/", this::redirect);
    server.createContext("/short/", this::breakOff);
    server.createContext("/stalled/", this::stall);
    server.start();
  }

  @AfterEach
  void stopIt() {
    release.countDown();
    server.stop(0);
    workers.shutdownNow();
  }

  @Test
  void fillsTheCacheOnceAndReportsProgress() {
    List<String> reports = new ArrayList<>();
    ImageSet set =
        sets("good")
            .load(
                "small",
                null,
                (file, received, total) -> reports.add(file + " " + received + "/" + total));
    assertThat(set.train().labels()).contains(new int[] {0, 1, 2});
    assertThat(set.origin()).isEqualTo(cache.toString());
    assertThat(asked).hasSize(4);
    for (ImageFile file : ImageFile.all()) {
      int size = IdxBytes.gzip(SmallSet.content(file)).length;
      assertThat(reports).contains(file.gzipped() + " " + size + "/" + size);
    }
    assertThat(cache).isDirectoryNotContaining("glob:**.tmp");

    sets("good").load("small", null, DownloadProgress.none());
    assertThat(asked).as("the second time nothing is fetched").hasSize(4);
  }

  @Test
  void fetchesOnlyWhatIsMissing() throws IOException {
    SmallSet.write(cache, false);
    Files.delete(cache.resolve("t10k-images-idx3-ubyte"));
    sets("good").load("small", null, DownloadProgress.none());
    assertThat(asked).containsExactly("/good/t10k-images-idx3-ubyte.gz");
  }

  @Test
  void goesOnToTheNextMirror() {
    ImageSets sets = sets("gone", "other", "page", "short", "moved");
    assertThat(sets.load("small", null, DownloadProgress.none()).test().size()).isEqualTo(2);
    assertThat(asked.subList(0, 6))
        .containsExactly(
            "/gone/train-images-idx3-ubyte.gz",
            "/other/train-images-idx3-ubyte.gz",
            "/page/train-images-idx3-ubyte.gz",
            "/short/train-images-idx3-ubyte.gz",
            "/moved/train-images-idx3-ubyte.gz",
            "/good/train-images-idx3-ubyte.gz");
    assertThat(asked.subList(6, asked.size()))
        .as("mirrors that failed are not asked again")
        .noneMatch(path -> path.startsWith("/gone") || path.startsWith("/other"));
  }

  @Test
  void keepsWrongContentAwayAndGivesEachMirrorsReason() {
    assertThatThrownBy(
            () ->
                sets("gone", "other", "page", "short").load("small", null, DownloadProgress.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("/gone/train-images-idx3-ubyte.gz: HTTP status 404")
        .hasMessageContaining("expected " + SmallSet.digest(ImageFile.TRAIN_IMAGES))
        .hasMessageContaining("begins with 3c68")
        .hasMessageContaining("/short/")
        .hasMessageContaining("--data-dir");
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void givesUpOnAMirrorThatStalls() {
    ImageSets sets = sets("stalled", "good").withPatience(Duration.ofSeconds(2));
    assertThat(sets.load("small", null, DownloadProgress.none()).train().size()).isEqualTo(3);
    assertThat(asked)
        .contains("/stalled/train-images-idx3-ubyte.gz", "/good/train-images-idx3-ubyte.gz");
  }

  @Test
  void saysSoWhereTheCacheCannotBeMade() throws IOException {
    Files.write(root.resolve(".cache"), new byte[0]);
    assertThatThrownBy(() -> sets("good").load("small", null, DownloadProgress.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot make the cache directory " + cache);
  }

  private ImageSets sets(String... paths) {
    URI[] mirrors = new URI[paths.length];
    for (int i = 0; i < paths.length; i++) {
      mirrors[i] = uri("/" + paths[i] + "/");
    }
    return ImageSets.of(new DataEnvironment(Map.of(), "Linux", root))
        .with(SmallSet.downloadable(mirrors));
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + path);
  }

  private static byte[] content(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    ImageFile asked =
        ImageFile.all().stream()
            .filter(file -> path.endsWith(file.gzipped()))
            .findFirst()
            .orElseThrow();
    return IdxBytes.gzip(SmallSet.content(asked));
  }

  private void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    asked.add(exchange.getRequestURI().getPath());
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void redirect(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    exchange
        .getResponseHeaders()
        .set("Location", uri(path.replace("/moved/", "/good/")).toString());
    answer(exchange, 302, new byte[] {0});
  }

  private void breakOff(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().getPath());
    byte[] body = content(exchange);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body, 0, body.length / 2);
    exchange.getResponseBody().flush();
    throw new IOException("the test's mirror breaks off");
  }

  private void stall(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().getPath());
    exchange.sendResponseHeaders(200, 1000);
    exchange.getResponseBody().write(1);
    exchange.getResponseBody().flush();
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
