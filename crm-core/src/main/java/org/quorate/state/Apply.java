package org.quorate.state;

import org.quorate.state.Applied.Weight;

/**
 * How a command changes the state: the only way in which it changes. Deterministic; time is in the command.
 */
public final class Apply {

    private Apply() {}

    /**
     * The state after the log entry at {@code index}.
     *
     * @param index greater than that of {@code before}
     */
    public static Applied apply(ClusterState before, long index, Command command) {
        var state = before.withPosition(new Position(index, before.position().relevant()));
        if (command instanceof Command.Asked asked && state.keys().holds(asked.key())) {
            return Applied.duplicate(state);
        }
        var applied = dispatch(state, command);
        if (!(applied.outcome() instanceof Outcome.Accepted)) {
            return applied;
        }
        var after = applied.state();
        if (command instanceof Command.Asked asked) {
            after = after.withKeys(after.keys().with(asked.key()));
        }
        if (applied.weight() == Weight.RELEVANT) {
            after = after.withPosition(new Position(index, index));
        }
        return new Applied(Removed.forgotten(after), applied.outcome(), applied.weight());
    }

    private static Applied dispatch(ClusterState state, Command command) {
        return switch (command) {
            case Command.EditConfiguration edit -> ConfigurationChanges.apply(state, edit);
            case Command.NodeJoined joined -> Presences.joined(state, joined);
            case Command.NodeLost lost -> Presences.lost(state, lost);
            case Command.NodeLeaving leaving -> Presences.leaving(state, leaving);
            case Command.NodeRestarting restarting -> Presences.restarting(state, restarting);
            case Command.NodeLeft left -> Presences.left(state, left);
            case Command.ConfirmDead dead -> Presences.confirmedDead(state, dead);
            case Command.SetAttributes attributes -> Presences.attributes(state, attributes);
            case Command.AdoptTransition adopt -> Adoption.apply(state, adopt);
            case Command.ActionResult result -> Results.ended(state, result);
            case Command.MonitorChanged changed -> MonitorResults.changed(state, changed);
            case Command.Forget forget -> Requests.forget(state, forget);
            case Command.MoveResource move -> Requests.move(state, move);
            case Command.RestartResource restart -> Requests.restart(state, restart);
            case Command.ClearRequests clear -> Requests.clear(state, clear);
            case Command.ChangeVoters change -> VoterChanges.asked(state, change);
            case Command.VoterAdmitted admitted -> VoterChanges.admitted(state, admitted);
            case Command.VotersSettled settled -> VoterChanges.settled(state, settled);
        };
    }
}
