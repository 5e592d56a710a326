package io.github.vae4j.examples.study;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.ImageSet;
import io.github.vae4j.core.data.Masks;
import io.github.vae4j.cvae.ImageParts;

/**
 * Images to be completed from some of their quadrants.
 *
 * @param quadrants how many are seen, 1, 2 or 3
 * @param all the training images
 * @param train the first eleven twelfths of them, 55,000 of MNIST's
 * @param validation the rest of them
 * @param test images that the epoch of Pyro's models is chosen by, as Pyro does, and of no other
 */
record CompletionTask(int quadrants, Dataset all, Dataset train, Dataset validation, Dataset test) {
  private static final int VALIDATION_SHARE = 12;

  static CompletionTask of(ImageSet images, int quadrants) {
    Masks seen = ImageParts.quadrants(images.train().schema(), quadrants);
    Dataset all = images.train().completing(seen);
    int train = all.size() - all.size() / VALIDATION_SHARE;
    return new CompletionTask(
        quadrants,
        all,
        all.slice(0, train),
        all.slice(train, all.size()),
        images.test().completing(seen));
  }
}
