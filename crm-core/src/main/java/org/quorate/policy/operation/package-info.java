/**
 * What holds for the operations of a resource: settings, parameters, and whether they changed since an
 * operation was recorded.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.policy.operation;

import org.jspecify.annotations.NullMarked;
