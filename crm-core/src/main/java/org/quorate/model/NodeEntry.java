package org.quorate.model;

import org.quorate.membership.NodeName;

/**
 * What the configuration says of a node: its permanent attributes ({@code standby=on}, {@code site=a}, ...).
 */
public record NodeEntry(NodeName name, NvSet attributes) {}
