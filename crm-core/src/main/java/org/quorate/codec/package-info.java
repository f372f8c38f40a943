/**
 * States, commands and configurations as versioned JSON.
 *
 * <p>Kind: edge.
 */
@NullMarked
package org.quorate.codec;

import org.jspecify.annotations.NullMarked;
