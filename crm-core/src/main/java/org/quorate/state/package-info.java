/**
 * The replicated cluster state, the commands of the log, and how a command changes the state.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.state;

import org.jspecify.annotations.NullMarked;
