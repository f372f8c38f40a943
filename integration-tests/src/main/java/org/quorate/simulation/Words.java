package org.quorate.simulation;

import java.util.stream.Collectors;
import org.quorate.state.Action;
import org.quorate.state.Command;
import org.quorate.state.Work;

/** Commands in short words, for the story of a run. */
public final class Words {

    private Words() {}

    public static String of(Command command) {
        return switch (command) {
            case Command.AdoptTransition(var transition, var _) -> "adopt " + transition.id() + " based on "
                    + transition.basedOn() + " ["
                    + transition.actions().stream().map(Words::of).collect(Collectors.joining("; ")) + "]";
            case Command.NodeJoined joined -> "joined " + joined.node() + "#" + joined.incarnation();
            case Command.NodeLost lost ->
                "lost " + lost.node() + "#" + lost.incarnation() + ": " + lost.why();
            case Command.ActionResult result -> "result " + result.action() + " of " + result.node() + "#"
                    + result.incarnation() + " exit=" + result.result().exit();
            case Command.MonitorChanged changed -> "monitor " + changed.resource() + " on " + changed.node()
                    + " exit=" + changed.result().exit();
            case Command.EditConfiguration edit -> "edit " + edit.edits();
            default -> command.toString();
        };
    }

    private static String of(Action action) {
        var work = switch (action.work()) {
            case Work.Run run ->
                run.key() + " " + run.resource() + " " + run.node() + "#" + run.incarnation();
            case Work.Cancel cancel ->
                "cancel " + cancel.key() + " " + cancel.resource() + " " + cancel.node();
            case Work.Fence fence -> "fence " + fence.target();
        };
        return action.id() + " " + work + (action.after().isEmpty() ? "" : " after " + action.after());
    }
}
