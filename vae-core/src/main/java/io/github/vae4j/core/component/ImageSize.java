package io.github.vae4j.core.component;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Shape;

/** Height and width of images in pixels. */
record ImageSize(int height, int width) {

  /**
   * Returns the size of a model's images.
   *
   * @param component named in the message
   * @throws ConfigurationException if its data is no image
   */
  static ImageSize of(String component, DataSchema data) {
    Shape shape = data.shape();
    boolean image = shape.rank() == 2 || shape.rank() == 3;
    if (!image || !data.columns().isEmpty()) {
      throw new ConfigurationException(
          component
              + " is made for images, (height, width, channels) or (height, width), and the model's data "
              + (image ? "is a table" : "has shape " + shape)
              + "; give the data the shape of its images, or choose 'mlp'");
    }
    return new ImageSize(shape.dim(0), shape.dim(1));
  }

  /** Returns how many channels images have; those without an axis of channels have one. */
  static int channels(DataSchema data) {
    return data.shape().rank() == 3 ? data.shape().dim(2) : 1;
  }

  Shape with(int channels) {
    return Shape.of(height, width, channels);
  }

  int size(int channels) {
    return Math.toIntExact(with(channels).size());
  }

  @Override
  public String toString() {
    return height + " x " + width;
  }
}
