package org.quorate.simulation;

import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;
import org.quorate.membership.TakeoverQuestion;
import org.quorate.membership.lease.Message;
import org.quorate.state.Applied;
import org.quorate.state.Apply;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;

/**
 * Where one pure part of the product meets another. All is handed on as it is; a test of the search plants a
 * bug by handing on something else.
 */
class Seams {

    Applied apply(ClusterState before, long index, Command command) {
        return Apply.apply(before, index, command);
    }

    /** A message that a node's heartbeats send; to itself too. */
    Message sent(Daemon by, NodeName to, Message message) {
        return message;
    }

    Message received(Daemon by, NodeName from, Message message) {
        return message;
    }

    TakeoverQuestion asked(Daemon by, TakeoverQuestion question) {
        return question;
    }

    Command proposed(Daemon by, Command command) {
        return command;
    }

    MembershipEvent told(Daemon by, MembershipEvent event) {
        return event;
    }

    /** An entry has been applied in the course of time, not in catching up before the life began. */
    void streamed(Daemon by, long index, Command command) {}

    void begun(Daemon daemon) {}

    boolean guardianSparesTheDaemon() {
        return false;
    }
}
