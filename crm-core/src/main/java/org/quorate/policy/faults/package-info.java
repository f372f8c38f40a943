/**
 * What went wrong and what must follow from it: nodes that must be fenced, failures that count against
 * resources.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.policy.faults;

import org.jspecify.annotations.NullMarked;
