package io.github.vae4j.djl;

import ai.djl.pytorch.engine.PtEngine;

/** Loads libtorch and starts DJL's engine on it, once in a process. */
final class Engine {
  private Engine() {}

  /**
   * Loads libtorch and starts it; later calls do nothing.
   *
   * @throws ai.djl.engine.EngineException if a native library is missing or does not fit this
   *     machine
   */
  static synchronized void start() {
    ai.djl.engine.Engine.getEngine(PtEngine.ENGINE_NAME);
  }
}
