package io.github.vae4j.core.model;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.Initializer;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Parameter.Role;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.core.model.Architecture.Declaration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What one component, or a part of one, sees of the build; its names lie within {@code scope}. */
record ScopedContext(Construction construction, String scope, String group)
    implements BuildContext {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

  @Override
  public String name() {
    return scope;
  }

  @Override
  public DataSchema data() {
    return construction.data();
  }

  @Override
  public Optional<DataSchema> condition() {
    return construction.condition();
  }

  @Override
  public long observations() {
    return construction.observations();
  }

  @Override
  public List<LatentGroup> latents() {
    return construction.latents();
  }

  @Override
  public LatentGroup latent() {
    List<LatentGroup> groups = latents();
    if (groups.size() != 1) {
      throw new ConfigurationException(
          scope
              + ": made for one group of latents, the model has "
              + groups.size()
              + ": "
              + groups.stream().map(LatentGroup::name).collect(Collectors.joining(", ")));
    }
    return groups.get(0);
  }

  @Override
  public Parameter parameter(String name, Shape shape, Initializer initializer) {
    return declare(name, shape, Role.TRAINED, initializer);
  }

  @Override
  public Parameter tracked(String name, Shape shape, Initializer initializer) {
    return declare(name, shape, Role.TRACKED, initializer);
  }

  @Override
  public Parameter constant(String name, Shape shape, float[] values) {
    if (values.length != shape.size()) {
      throw new IllegalArgumentException(
          "constant: '"
              + nameOf(name)
              + "' of shape "
              + shape
              + " needs "
              + shape.size()
              + " values, got "
              + values.length);
    }
    float[] fixed = values.clone();
    return declare(name, shape, Role.CONSTANT, (all, random) -> fixed.clone());
  }

  @Override
  public Parameter rowTable(String name, Shape row, Initializer initializer) {
    return declare(name, row, Role.ROW_TABLE, initializer);
  }

  @Override
  public String place(String name) {
    return construction.claim(nameOf(name));
  }

  @Override
  public BuildContext within(String name) {
    return new ScopedContext(construction, nameOf(name), group);
  }

  @Override
  public <C> C nested(Class<C> spi, String name, Options options) {
    return ComponentKind.of(spi).make(construction.plugins(), options, within(name));
  }

  @Override
  public <C> C component(Class<C> spi) {
    return construction.component(spi);
  }

  private Parameter declare(String name, Shape shape, Role role, Initializer initializer) {
    return construction.declare(
        new Declaration(new Parameter(nameOf(name), shape, role, group), initializer));
  }

  private String nameOf(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          scope
              + ": '"
              + name
              + "' is no name for a parameter, place or part; letters, digits, - and _, joined by dots");
    }
    return scope + "." + name;
  }
}
