package org.quorate.scheduler.situation;

import java.time.Instant;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;

/** All failures of a resource on a node are older than its failure-timeout; the newest was {@code last}. */
public record ExpiredFailures(ResourceId resource, NodeName node, Instant last) {}
