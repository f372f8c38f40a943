/**
 * What the configuration wants of the cluster as it is: from a CIB and an instant to a plan of actions, with
 * reasons.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.policy;

import org.jspecify.annotations.NullMarked;
