/**
 * From the working set to the plan: actions with prerequisites, the summary, the blocked.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.policy.outcome;

import org.jspecify.annotations.NullMarked;
