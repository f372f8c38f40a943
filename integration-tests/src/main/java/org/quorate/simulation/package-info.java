/**
 * Whole clusters in one thread on virtual time: the product's own rules, and a world that is unkind to them.
 * Everything that happens follows from one seed.
 */
@NullMarked
package org.quorate.simulation;

import org.jspecify.annotations.NullMarked;
