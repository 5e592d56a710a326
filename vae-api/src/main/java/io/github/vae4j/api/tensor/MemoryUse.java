package io.github.vae4j.api.tensor;

/**
 * What a backend holds at a moment.
 *
 * @param tensors tensors of open scopes, not counting views of states
 * @param bytes bytes of all tensors and states, reserved but unused memory not counted
 * @param reservedBytes bytes taken from the system, reuse pools included
 */
public record MemoryUse(long tensors, long bytes, long reservedBytes) {}
