package io.github.vae4j.jcuda;

/** Fused operations. */
abstract class JcudaFused extends JcudaLayers {
  JcudaFused(JcudaScope scope) {
    super(scope);
  }
}
