/**
 * What comes of a plan: it is played on the CIB as if each action succeeded, and the status is read again.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.policy.play;

import org.jspecify.annotations.NullMarked;
