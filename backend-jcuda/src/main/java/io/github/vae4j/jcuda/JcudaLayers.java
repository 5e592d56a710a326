package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Adjoints;

/** Layers and their gradients. */
abstract class JcudaLayers extends JcudaCreation implements Adjoints {
  JcudaLayers(JcudaScope scope) {
    super(scope);
  }
}
