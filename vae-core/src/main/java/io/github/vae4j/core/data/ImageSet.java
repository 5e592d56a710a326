package io.github.vae4j.core.data;

/**
 * Images to train on and images to test with.
 *
 * @param name what it was asked for by
 * @param train images with labels
 * @param test images with labels
 * @param origin where it was read from, for people
 */
public record ImageSet(String name, Dataset train, Dataset test, String origin) {}
