/**
 * What must happen before what, and what follows for actions when others cannot run.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.policy.ordering;

import org.jspecify.annotations.NullMarked;
