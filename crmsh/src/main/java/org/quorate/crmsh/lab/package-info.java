/**
 * A laboratory of small machines on this one: network namespaces on a bridge, each with processes, a disk
 * and a link of its own that can be killed, paused and cut. {@code crm demo} and the real-cluster tests
 * run in it. Kind: edge.
 */
@NullMarked
package org.quorate.crmsh.lab;

import org.jspecify.annotations.NullMarked;
