/** Holds the house together: which package of the shell may know which. */
@NullMarked
package org.quorate.crmsh.house;

import org.jspecify.annotations.NullMarked;
