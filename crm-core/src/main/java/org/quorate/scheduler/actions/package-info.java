/**
 * The actions that lead from what is to what should be, each with its reason.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.scheduler.actions;

import org.jspecify.annotations.NullMarked;
