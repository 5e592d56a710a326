package io.github.vae4j.examples.command;

import io.github.vae4j.core.checkpoint.Provenance;
import picocli.CommandLine.IVersionProvider;

/** The version of the libraries on the class path. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "vae4j " + Provenance.currentVersion() + ", Java " + System.getProperty("java.version")
    };
  }
}
