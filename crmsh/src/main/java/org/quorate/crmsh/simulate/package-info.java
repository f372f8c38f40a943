/**
 * What {@code crm simulate} was asked for, what it reads and what it says.
 *
 * <p>Kind: edge (it reads files).
 */
@NullMarked
package org.quorate.crmsh.simulate;

import org.jspecify.annotations.NullMarked;
