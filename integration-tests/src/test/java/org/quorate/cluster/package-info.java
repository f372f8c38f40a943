/**
 * Tests of real clusters: daemons in network namespaces, real agents, faults, and a client outside. Each
 * file has a cluster of its own that its tests share; every test begins by mending what the one before it
 * broke.
 */
@NullMarked
package org.quorate.cluster;

import org.jspecify.annotations.NullMarked;
