/**
 * The contract with resource agents: actions, exit codes, metadata, and the port that runs them.
 *
 * <p>Kind: port.
 */
@NullMarked
package org.quorate.agent;

import org.jspecify.annotations.NullMarked;
