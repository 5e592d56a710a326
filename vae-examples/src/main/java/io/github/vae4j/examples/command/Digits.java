package io.github.vae4j.examples.command;

import io.github.vae4j.core.data.ImageSource;
import java.util.List;

/** The images that come with the command, so that it does its job without a network. */
public final class Digits {
  /** The name users ask for them by. */
  public static final String NAME = "digits";

  private Digits() {}

  /** Returns the first 10,000 training and the first 2,000 test images of MNIST. */
  public static ImageSource source() {
    return new ImageSource.Bundled(
        NAME,
        List.of(
            "2889698e6bc3614913e76901316712919d1998fc2b44512451bfe65bc1e668b1",
            "651e38e2ac0632f5113ec18f1df4977117f953197819034009971a6675a0df78",
            "3f6bd66dee48df299584c67669bceee490faa25f931496bd7473b42106d7daed",
            "7b098e5f6a3065807cebeabf36fb1724a8aff19f2673ac08b4923e0e8c715bce"),
        Digits.class.getClassLoader(),
        "digits");
  }
}
