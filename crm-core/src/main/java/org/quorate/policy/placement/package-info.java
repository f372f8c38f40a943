/**
 * Which node each resource is assigned to, in which role.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.policy.placement;

import org.jspecify.annotations.NullMarked;
