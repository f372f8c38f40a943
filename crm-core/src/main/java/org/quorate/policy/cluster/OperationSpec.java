package org.quorate.policy.cluster;

import org.quorate.cib.Element;

/**
 * A configured operation.
 *
 * @param intervalMs in milliseconds, 0 for one that does not recur
 * @param role as written ({@code Promoted}, {@code Stopped}, ...), aliases replaced; empty where none is
 */
public record OperationSpec(String name, long intervalMs, String role, boolean isEnabled, Element xml) {}
