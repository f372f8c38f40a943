package org.quorate.policy.play;

import org.quorate.cib.Element;

/**
 * A result to be recorded.
 *
 * @param stepId of the step that it came of, 0 for none
 * @param exit the agent's exit code
 * @param expected the one that it should have been
 * @param digest of the parameters that the agent was given
 */
record Result(int stepId, String task, long intervalMs, int exit, int expected, String digest) {

    private String key(String resource) {
        return resource + "_" + task + "_" + intervalMs;
    }

    private String id(String resource) {
        if (exit != expected) {
            return resource + "_last_failure_0";
        }
        return intervalMs == 0 ? resource + "_last_0" : key(resource);
    }

    /**
     * The record of it. Which node made it is not said, as in Pacemaker's simulation: it stands with the
     * others of its node, and is the newest of them by its call, although the clock may stand earlier.
     */
    Element entry(String resource, int callId) {
        var transition = stepId + ":-1:" + expected + ":xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
        return Element.of("lrm_rsc_op", "id", id(resource), "operation_key", key(resource), "operation", task,
                "transition-key", transition, "transition-magic", "0:" + exit + ";" + transition,
                "call-id", Integer.toString(callId), "rc-code", Integer.toString(exit),
                "op-status", "0", "interval", Long.toString(intervalMs), "op-digest", digest);
    }
}
