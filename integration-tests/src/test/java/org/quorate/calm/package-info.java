/**
 * A cluster on a machine that has more to do than it can: nothing may move, restart, or change its leader.
 */
@NullMarked
package org.quorate.calm;

import org.jspecify.annotations.NullMarked;
