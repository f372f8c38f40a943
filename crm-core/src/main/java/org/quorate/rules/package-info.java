/**
 * Date, attribute and score rules, evaluated at a given instant.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.rules;

import org.jspecify.annotations.NullMarked;
