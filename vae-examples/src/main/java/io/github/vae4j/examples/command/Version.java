package io.github.vae4j.examples.command;

import io.github.vae4j.api.tensor.Ops;
import picocli.CommandLine.IVersionProvider;

/** The version of the libraries on the class path. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Ops.class.getPackage().getImplementationVersion();
    return new String[] {
      "vae4j "
          + (version == null ? "(development build)" : version)
          + ", Java "
          + System.getProperty("java.version")
    };
  }
}
