package io.github.vae4j.core.testing;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.Initializer;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Shape;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A context in which one component is built by itself; it remembers what was declared. */
public final class FakeContext implements BuildContext {
  private final DataSchema data;
  private final @Nullable DataSchema condition;
  private final List<LatentGroup> latents;
  private final String prefix;
  private final Map<Parameter, Initializer> declared;
  private final Map<Class<?>, Object> components;

  private FakeContext(
      DataSchema data,
      @Nullable DataSchema condition,
      List<LatentGroup> latents,
      String prefix,
      Map<Parameter, Initializer> declared,
      Map<Class<?>, Object> components) {
    this.data = data;
    this.condition = condition;
    this.latents = List.copyOf(latents);
    this.prefix = prefix;
    this.declared = declared;
    this.components = components;
  }

  /** Returns the context of an unconditional model. */
  public static FakeContext of(DataSchema data, LatentGroup... latents) {
    return new FakeContext(
        data, null, List.of(latents), "", new LinkedHashMap<>(), new HashMap<>());
  }

  /** Returns this with a condition. */
  public FakeContext conditional(DataSchema schema) {
    return new FakeContext(data, schema, latents, prefix, declared, components);
  }

  /** Adds a component that others may ask for. */
  public <C> FakeContext with(Class<C> spi, C component) {
    components.put(spi, component);
    return this;
  }

  /** Returns what was declared, in order. */
  public Map<Parameter, Initializer> declared() {
    return declared;
  }

  @Override
  public DataSchema data() {
    return data;
  }

  @Override
  public Optional<DataSchema> condition() {
    return Optional.ofNullable(condition);
  }

  @Override
  public long observations() {
    return 0;
  }

  @Override
  public List<LatentGroup> latents() {
    return latents;
  }

  @Override
  public LatentGroup latent() {
    if (latents.size() != 1) {
      throw new ConfigurationException("one latent group expected, got " + latents);
    }
    return latents.get(0);
  }

  @Override
  public Parameter parameter(String name, Shape shape, Initializer initializer) {
    Parameter key = new Parameter(prefix + name, shape, Parameter.Role.TRAINED, "");
    if (declared.put(key, initializer) != null) {
      throw new IllegalArgumentException("declared twice: " + key);
    }
    return key;
  }

  @Override
  public Parameter tracked(String name, Shape shape, Initializer initializer) {
    throw new AssertionError("no component here tracks a value");
  }

  @Override
  public Parameter constant(String name, Shape shape, float[] values) {
    throw new AssertionError("no component here holds a constant");
  }

  @Override
  public Parameter rowTable(String name, Shape row, Initializer initializer) {
    throw new AssertionError("no component here has a table");
  }

  @Override
  public BuildContext within(String name) {
    return inner(name);
  }

  /** Returns {@link #within} as what it is. */
  public FakeContext inner(String name) {
    return new FakeContext(data, condition, latents, prefix + name + ".", declared, components);
  }

  @Override
  public <C> C nested(Class<C> spi, String name, Options options) {
    throw new AssertionError("no component here nests another");
  }

  @Override
  public <C> C component(Class<C> spi) {
    Object known = components.get(spi);
    if (known == null) {
      throw new AssertionError("no " + spi + " in this context");
    }
    return spi.cast(known);
  }
}
