package org.quorate.scheduler.fencing;

import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;

/** Whether a node can be fenced. */
public sealed interface FenceVerdict {

    /** By that device, run by that node; {@code failed} attempts went before. */
    record Possible(ResourceId device, NodeName by, int failed) implements FenceVerdict {}

    /** For this reason it cannot. */
    record Impossible(Why why) implements FenceVerdict {}

    /** Why a node cannot be fenced. */
    enum Why {

        DISABLED("fencing-enabled is false"), NO_DEVICE("no fence device covers it"), NOBODY(
                "no other node is there to fence it"), GAVE_UP(
                        "fencing failed too often (fencing-max-attempts)");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
