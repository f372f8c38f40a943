/** Drives our agents, and others, as a cluster would. */
@NullMarked
package org.quorate.agents;

import org.jspecify.annotations.NullMarked;
