/**
 * The configuration half of the CIB as values: resources, constraints, nodes, scores, and their validation.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.model;

import org.jspecify.annotations.NullMarked;
