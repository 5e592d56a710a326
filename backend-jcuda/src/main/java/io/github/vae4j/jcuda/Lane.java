package io.github.vae4j.jcuda;

import java.util.Optional;

/**
 * Where the operations of a scope run.
 *
 * @param queue that their kernels are launched in
 * @param pool that their results lie in
 * @param constants of a captured step, which every replay reads; in the lane of a backend none
 */
record Lane(Queue queue, Pool pool, Optional<Arena> constants) {}
