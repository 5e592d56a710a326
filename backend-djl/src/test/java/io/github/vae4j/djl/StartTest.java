package io.github.vae4j.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.pytorch.jni.JniUtils;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How libtorch is loaded, each time in a process of its own where it matters. */
class StartTest {
  private static final String BRIDGE = "ai.djl.pytorch:pytorch-jni:2.7.1-0.35.1";
  private static final String LIBTORCH =
      "ai.djl.pytorch:pytorch-native-cpu:2.7.1:" + Natives.platform();

  @TempDir private Path directory;

  @Test
  void anEmptyCache_isFilledWithoutANetwork() throws Exception {
    Path cache = directory.resolve("cache");
    String said = child().variable("DJL_CACHE_DIR", cache.toString()).run("create");
    assertThat(said).contains("loaded from " + cache).doesNotContain("asked for");
    assertThat(cache.resolve("pytorch")).isNotEmptyDirectory();
  }

  /** Shows that the test above would see what DJL does on a network. */
  @Test
  void djlAlone_asksForAnAddress() throws Exception {
    assertThat(child().run("djl alone")).contains("asked for http", "engines: ");
  }

  @Test
  void aMissingLibtorch_isNamed() throws Exception {
    String said = child().without("pytorch-native-cpu").run("create");
    assertThat(said)
        .contains(
            "refused: Backend 'djl' is present but cannot run here: no libtorch for "
                + Natives.platform()
                + " is on the class path; add "
                + LIBTORCH
                + System.lineSeparator())
        .doesNotContain("asked for");
  }

  @Test
  void aLibtorchOfAnotherPlatform_isNamedToo() throws Exception {
    String said =
        child()
            .without("pytorch-native-cpu")
            .with(
                "native/lib/pytorch.properties",
                "version=2.7.1",
                "flavor=cpu",
                "classifier=os9-ppc64")
            .run("unavailable");
    assertThat(said).contains(" is on the class path, only for os9-ppc64; add " + LIBTORCH);
  }

  @Test
  void aLibtorchOfAnotherVersion_isRefused() throws Exception {
    String said =
        child()
            .without("pytorch-native-cpu")
            .with(
                "native/lib/pytorch.properties",
                "version=2.5.1-20241108",
                "flavor=cpu",
                "classifier=" + Natives.platform())
            .run("unavailable");
    assertThat(said)
        .contains(
            "unavailable: libtorch 2.5.1-20241108 is on the class path, but this DJL needs 2.7.1;"
                + " replace it by "
                + LIBTORCH)
        .doesNotContain("asked for");
  }

  @Test
  void aMissingBridge_isNamed() throws Exception {
    String said = child().without("pytorch-jni").run("unavailable");
    assertThat(said)
        .contains(
            "unavailable: DJL's bridge to libtorch is not on the class path; add "
                + BRIDGE
                + System.lineSeparator())
        .doesNotContain("asked for");
  }

  @Test
  void aBridgeOfAnotherVersion_isRefused() throws Exception {
    String said =
        child()
            .without("pytorch-jni")
            .with("jnilib/pytorch.properties", "jni_version=2.5.1-0.32.0")
            .run("unavailable");
    assertThat(said)
        .contains(
            "unavailable: DJL's bridge to libtorch has the version 2.5.1-0.32.0; add " + BRIDGE)
        .doesNotContain("asked for");
  }

  @Test
  void anUnknownPlatform_isToldWhichThereAre() throws Exception {
    String said = child().option("-Dos.name=Mac OS X").option("-Dos.arch=x86_64").run("create");
    assertThat(said)
        .contains(
            "PyTorch 2.7.1 has no libtorch for osx-x86_64; it has one for linux-x86_64,"
                + " linux-aarch64, osx-aarch64, win-x86_64")
        .doesNotContain("asked for");
  }

  @Test
  void aLibtorchOfTheUsersOwn_isTriedAndNamedWhereItFails() throws Exception {
    Files.writeString(directory.resolve(System.mapLibraryName("torch")), "not a library");
    String said =
        child()
            .without("pytorch-native-cpu")
            .variable("PYTORCH_LIBRARY_PATH", directory.toString())
            .variable("PYTORCH_FLAVOR", "cpu")
            .run("unavailable");
    assertThat(said)
        .contains("unavailable: libtorch does not load on " + Natives.platform())
        .contains("UnsatisfiedLinkError", "; PYTORCH_LIBRARY_PATH=" + directory)
        .contains(", PYTORCH_FLAVOR=cpu")
        .doesNotContain("asked for");
  }

  @Test
  void starting_leavesPropertiesAndClassLoaderAsTheyWere() throws Exception {
    Properties before = (Properties) System.getProperties().clone();
    AtomicReference<ClassLoader> after = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              Engine.start();
              after.set(Thread.currentThread().getContextClassLoader());
            });
    ClassLoader loader = ClassLoader.getPlatformClassLoader();
    thread.setContextClassLoader(loader);
    thread.start();
    thread.join();
    assertThat(after.get()).isSameAs(loader);
    assertThat(System.getProperties()).isEqualTo(before);
    assertThat(JniUtils.getNumInteropThreads()).isEqualTo(1);
    assertThat(Engine.start()).isSameAs(Engine.start());
  }

  @Test
  void theBridge_isThereForEveryPlatformThatWeName() {
    for (String platform : Natives.PLATFORMS) {
      assertThat(bridge(platform, "cpu")).as(platform).isNotNull();
    }
    for (String platform : Devices.CUDA_PLATFORMS) {
      assertThat(bridge(platform, Devices.FLAVOR)).as(platform).isNotNull();
    }
  }

  private static @Nullable URL bridge(String platform, String flavor) {
    String folder = "jnilib/" + platform + "/" + flavor + "/";
    return StartTest.class.getClassLoader().getResource(folder);
  }

  private ChildJvm child() {
    return new ChildJvm(directory);
  }
}
