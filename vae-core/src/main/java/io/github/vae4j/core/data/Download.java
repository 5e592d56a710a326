package io.github.vae4j.core.data;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One file on its way from a mirror into a channel; given up when nothing comes for a while. */
final class Download {
  private static final long MAX_BYTES = 1L << 30;
  private static final long REPORT_MILLIS = 100;
  private static final int OK = 200;

  private final String name;
  private final FileChannel into;
  private final Duration patience;
  private final AtomicLong received = new AtomicLong();
  private volatile long total = -1;
  private volatile @Nullable IOException writeFailure;

  Download(String name, FileChannel into, Duration patience) {
    this.name = name;
    this.into = into;
    this.patience = patience;
  }

  /**
   * Fetches the file and waits for its end.
   *
   * @throws IOException if the mirror cannot be reached, has no such file, stalls, or breaks off,
   *     or the disk is full
   */
  void from(URI address, DownloadProgress progress) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    CompletableFuture<HttpResponse<Void>> response =
        client.sendAsync(HttpRequest.newBuilder(address).build(), this::body);
    try {
      int status = await(response, progress).statusCode();
      if (status != OK) {
        throw new IOException("HTTP status " + status);
      }
      progress.received(name, received.get(), total);
    } finally {
      response.cancel(true);
    }
  }

  private BodySubscriber<Void> body(HttpResponse.ResponseInfo info) {
    if (info.statusCode() != OK) {
      return BodySubscribers.discarding();
    }
    total = info.headers().firstValueAsLong("Content-Length").orElse(-1);
    return BodySubscribers.ofByteArrayConsumer(this::store);
  }

  private void store(Optional<byte[]> portion) {
    if (portion.isEmpty() || writeFailure != null) {
      return;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(portion.get());
      if (received.get() + bytes.remaining() > MAX_BYTES) {
        throw new IOException("the file has more than " + MAX_BYTES + " bytes");
      }
      while (bytes.hasRemaining()) {
        received.addAndGet(into.write(bytes));
      }
    } catch (IOException e) {
      writeFailure = e;
    }
  }

  private HttpResponse<Void> await(
      CompletableFuture<HttpResponse<Void>> response, DownloadProgress progress)
      throws IOException {
    long seen = 0;
    long lastNews = System.nanoTime();
    while (true) {
      try {
        HttpResponse<Void> done = response.get(REPORT_MILLIS, TimeUnit.MILLISECONDS);
        throwWriteFailure();
        return done;
      } catch (TimeoutException e) {
        throwWriteFailure();
        long now = received.get();
        if (now > seen) {
          seen = now;
          lastNews = System.nanoTime();
          progress.received(name, now, total);
        } else if (System.nanoTime() - lastNews > patience.toNanos()) {
          throw new IOException(
              "nothing came for " + patience.toMillis() / 1000.0 + " s after " + now + " bytes", e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("the download of " + name + " was interrupted");
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
      }
    }
  }

  private void throwWriteFailure() throws IOException {
    IOException failure = writeFailure;
    if (failure != null) {
      throw failure;
    }
  }
}
