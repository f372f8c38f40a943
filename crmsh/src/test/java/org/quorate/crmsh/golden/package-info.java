/** Small clusters, written to be read, and what {@code crm simulate} says of them. */
@NullMarked
package org.quorate.crmsh.golden;

import org.jspecify.annotations.NullMarked;
