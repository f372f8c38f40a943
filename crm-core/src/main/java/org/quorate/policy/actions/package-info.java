/**
 * The actions that take each resource from where it is to where it belongs.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.policy.actions;

import org.jspecify.annotations.NullMarked;
