/**
 * What TAB offers, from the CIB and agent metadata.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.crmsh.completion;

import org.jspecify.annotations.NullMarked;
