package io.github.vae4j.api.random;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;

/**
 * A source of randomness for one place in a model: a draw depends on seed, place and step only,
 * never on what was drawn before.
 *
 * <p>Drawing twice from one noise gives the same numbers; two draws that shall differ come from two
 * {@linkplain #at places}.
 *
 * @param ops what the numbers are made with
 * @param stream seed, place and step
 */
public record Noise(Ops ops, RandomStream stream) {
  /**
   * Returns the noise of a place within this one; places with different names draw independently.
   */
  public Noise at(String place) {
    return within(mix(stream.site() + 0x7F4A7C15) + hash(place));
  }

  /** Returns the noise of the place with this number within this one. */
  public Noise at(int place) {
    return within(mix(stream.site() + 0x9E3779B9) + place);
  }

  private Noise within(int bits) {
    return new Noise(ops, new RandomStream(stream.key(), mix(bits), stream.step()));
  }

  /**
   * Returns 32 well-mixed bits that stand for a name; the FNV-1a hash of its UTF-16 units, finished
   * as in MurmurHash3.
   */
  public static int hash(String name) {
    int h = 0x811C9DC5;
    for (int i = 0; i < name.length(); i++) {
      h = (h ^ name.charAt(i)) * 0x01000193;
    }
    return mix(h);
  }

  /** Returns numbers uniform on the open interval (0, 1). */
  public Tensor uniform(Shape shape) {
    return ops.uniform(stream, shape);
  }

  /** Returns standard normal numbers. */
  public Tensor normal(Shape shape) {
    return ops.normal(stream, shape);
  }

  /** A bijection of 32 bits that spreads every input bit; the finaliser of MurmurHash3. */
  private static int mix(int bits) {
    int h = bits;
    h = (h ^ (h >>> 16)) * 0x85EBCA6B;
    h = (h ^ (h >>> 13)) * 0xC2B2AE35;
    return h ^ (h >>> 16);
  }
}
