/**
 * Pictures of transitions. The only package that knows the Eclipse Layout Kernel.
 *
 * <p>Kind: edge.
 */
@NullMarked
package org.quorate.crmsh.drawing;

import org.jspecify.annotations.NullMarked;
