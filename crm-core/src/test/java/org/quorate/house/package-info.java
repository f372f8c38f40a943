/** Holds the house together: which package of crm-core may know which. */
@NullMarked
package org.quorate.house;

import org.jspecify.annotations.NullMarked;
