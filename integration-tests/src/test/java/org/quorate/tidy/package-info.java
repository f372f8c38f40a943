/** Checks the shape of every source file of the project: sizes, names, words that must not be there. */
@NullMarked
package org.quorate.tidy;

import org.jspecify.annotations.NullMarked;
