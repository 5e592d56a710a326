/** The one training loop: batches, optimisers, schedules, checkpoints, and exact resumption. */
@NullMarked
package io.github.vae4j.core.train;

import org.jspecify.annotations.NullMarked;
