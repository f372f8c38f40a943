package org.quorate.api;

import org.quorate.state.Work;

/** Actions in words. */
final class ActionWords {

    private ActionWords() {}

    /** One word: start, probe, fence, ... */
    static String verb(Work work) {
        return switch (work) {
            case Work.Run run when run.isProbe() -> "probe";
            case Work.Run run -> run.task().word();
            case Work.Cancel _ -> "cancel";
            case Work.Fence _ -> "fence";
        };
    }

    /** {@code start ip on n2}. */
    static String line(Work work) {
        return switch (work) {
            case Work.Run run -> verb(run) + " " + run.resource() + " on " + run.node();
            case Work.Cancel(var node, _, var resource, var key) ->
                "cancel " + key + " of " + resource + " on " + node;
            case Work.Fence(var target, _, var by, var device, _, var kind) ->
                "fence " + target + " by " + device + " from " + by + switch (kind) {
                    case REBOOT -> "";
                    case OFF -> ", which leaves it off";
                };
        };
    }

    /** {@code starting on n2}. */
    static String ongoing(Work.Run run) {
        return (run.isProbe() ? "probing" : switch (run.task()) {
            case START -> "starting";
            case STOP -> "stopping";
            case MONITOR -> "monitoring";
            case PROMOTE -> "promoting";
            case DEMOTE -> "demoting";
        }) + " on " + run.node();
    }
}
