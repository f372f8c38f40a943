package org.quorate.simulation;

import java.util.List;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;
import org.quorate.membership.Standings;
import org.quorate.membership.TakeoverQuestion;
import org.quorate.membership.lease.HeartbeatCore;
import org.quorate.membership.lease.HeartbeatEvent;
import org.quorate.membership.lease.HeartbeatState;
import org.quorate.membership.lease.Message;
import org.quorate.membership.lease.Step;
import org.quorate.state.Applied;
import org.quorate.state.Apply;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;

/**
 * Where one pure part of the product meets another. All is handed on as it is; a test of the search plants a
 * bug by handing on something else.
 */
public class Seams {

    public Applied apply(ClusterState before, long index, Command command) {
        return Apply.apply(before, index, command);
    }

    /** The heartbeats of a life that begins. */
    public HeartbeatState begin(Standings known, long now) {
        return HeartbeatState.begin(known, now);
    }

    public Step step(Site by, HeartbeatCore core, HeartbeatState state, HeartbeatEvent event, long now) {
        return core.step(state, event, now);
    }

    /** A message that a node's heartbeats send to another node. */
    public Message sent(Site by, NodeName to, Message message) {
        return message;
    }

    public Message received(Site by, NodeName from, Message message) {
        return message;
    }

    public TakeoverQuestion asked(Site by, TakeoverQuestion question) {
        return question;
    }

    public Command proposed(Site by, Command command) {
        return command;
    }

    public MembershipEvent told(Site by, MembershipEvent event) {
        return event;
    }

    /** The newest version of the list of voters that has settled. */
    public long votersSettled(Site by, HeartbeatState state) {
        return state.votersSettled(by.boot());
    }

    /** An entry has been applied in the course of time, not in catching up before the life began. */
    public void streamed(Site by, long index, Command command) {}

    public void begun(Site by) {}

    /** What a DC would propose besides, for the exhaustive search, which has no DC of its own. */
    public List<Command> temptations(ClusterState newest) {
        return List.of();
    }

    public boolean guardianSparesTheDaemon() {
        return false;
    }
}
