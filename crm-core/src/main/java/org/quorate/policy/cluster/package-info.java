/**
 * The working set of one decision: nodes, resources, constraints and actions, filled in phase by phase.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.policy.cluster;

import org.jspecify.annotations.NullMarked;
