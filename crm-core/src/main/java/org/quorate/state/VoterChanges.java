package org.quorate.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.quorate.membership.HostPort;
import org.quorate.membership.NodeName;
import org.quorate.model.Problem;
import org.quorate.model.Suggestion;

/**
 * How the list of voters changes (design: "Membership"). One voter at a time, and the next only when the last
 * change has settled: else two lists could be in force whose majorities share no voter.
 */
final class VoterChanges {

    /**
     * A change settles when majorities of the former and of the present list have applied it. Of two voters
     * both are a majority: without the one that went nobody could ever settle it, and no voter could come.
     */
    private static final int LEAST = 2;

    private VoterChanges() {}

    static Applied asked(ClusterState state, Command.ChangeVoters asked) {
        var voters = state.voters().areKnown()
                ? state.voters()
                : Voters.atSetUp(asked.atSetUp(), asked.at());
        var from = asked.atSetUp().isEmpty() && !state.voters().areKnown()
                ? List.of(problem("voters", "neither the log nor the settings say who votes"))
                : unready(voters, asked);
        if (!from.isEmpty()) {
            return Applied.refused(state, from);
        }
        return switch (asked.change()) {
            case VoterChange.Add add -> added(state, voters, add);
            case VoterChange.Remove(var name) -> removed(state, voters, asked, name);
            case VoterChange.Replace replace -> replaced(state, voters, asked, replace);
        };
    }

    /** Why no change can be made now, whichever. */
    private static List<Problem> unready(Voters voters, Command.ChangeVoters asked) {
        var problems = new ArrayList<Problem>();
        if (asked.baseVersion() >= 0 && asked.baseVersion() != voters.version()) {
            problems.add(problem("voters", "the list has version " + voters.version() + ", not "
                    + asked.baseVersion() + ": it was changed meanwhile"));
        }
        boolean isForAwaited = voters.awaited(asked.change().voter()).isPresent();
        if (!voters.haveSettled() && !isForAwaited) {
            problems.add(problem("voters",
                    "the last change has not settled yet: majorities of the voters before"
                            + " and after it must have applied it, and all leases from before must have ended"
                            + " (crm cluster status)"));
        }
        if (!voters.awaited().isEmpty() && !isForAwaited && !isRemovalOfListed(voters, asked.change())) {
            var awaited = voters.awaited().getFirst().name();
            problems.add(problem("voters", awaited + " is still awaited; start it, or give it up with"
                    + " crm cluster remove " + awaited));
        }
        return problems;
    }

    /** One that is missing may keep the awaited one from coming; then it must be able to go. */
    private static boolean isRemovalOfListed(Voters voters, VoterChange change) {
        return change instanceof VoterChange.Remove(var name) && voters.listed().containsKey(name);
    }

    private static Applied added(ClusterState state, Voters voters, VoterChange.Add add) {
        var name = add.voter();
        var problems = new ArrayList<Problem>();
        if (voters.listed().containsKey(name)) {
            problems.add(problem("voter " + name, "votes already; one whose data is lost returns with"
                    + " crm cluster replace " + name));
        } else if (voters.awaited(name).isPresent()) {
            problems.add(problem("voter " + name, "is awaited already"));
        }
        if (voters.listed().size() >= Voters.MOST) {
            problems.add(
                    problem("voter " + name, "there are " + Voters.MOST + " voters, and no more may be"));
        }
        var comes = new Voter(name, add.kind(), voters.nextNumber(name), add.log(), add.heartbeats());
        problems.addAll(misplaced(voters, comes));
        return problems.isEmpty()
                ? Applied.noted(state.withVoters(voters.awaiting(comes)))
                : Applied.refused(state, problems);
    }

    private static Applied removed(ClusterState state, Voters voters, Command.ChangeVoters asked,
            NodeName name) {
        if (voters.awaited(name).isPresent()) {
            return Applied.noted(state.withVoters(voters.awaitingNobody()));
        }
        var problems = staying(state, voters, name);
        problems.addAll(tooFew(voters, name));
        return problems.isEmpty()
                ? Applied.noted(state.withVoters(voters.without(voter(voters, name), asked.at())))
                : Applied.refused(state, problems);
    }

    private static Applied replaced(ClusterState state, Voters voters, Command.ChangeVoters asked,
            VoterChange.Replace replace) {
        var name = replace.voter();
        var again = voters.awaited(name);
        if (again.isPresent()) {
            var comes = moved(again.get(), replace).numbered(voters.nextNumber(name));
            var problems = misplaced(voters, comes);
            return problems.isEmpty()
                    ? Applied.noted(state.withVoters(voters.awaiting(comes)))
                    : Applied.refused(state, problems);
        }
        var problems = staying(state, voters, name);
        problems.addAll(tooFew(voters, name));
        if (!problems.isEmpty()) {
            return Applied.refused(state, problems);
        }
        var goes = voter(voters, name);
        var next = voters.without(goes, asked.at());
        var comes = moved(goes, replace).numbered(next.nextNumber(name));
        problems.addAll(misplaced(next, comes));
        return problems.isEmpty()
                ? Applied.noted(state.withVoters(next.awaiting(comes)))
                : Applied.refused(state, problems);
    }

    private static Voter moved(Voter before, VoterChange.Replace replace) {
        return new Voter(before.name(), before.kind(), before.number(),
                replace.log().isEmpty() ? before.log() : replace.log(),
                replace.heartbeats().isEmpty() ? before.heartbeats() : replace.heartbeats());
    }

    private static Voter voter(Voters voters, NodeName name) {
        return Optional.ofNullable(voters.listed().get(name)).map(Voters.Listed::voter)
                .orElseThrow(() -> new IllegalStateException("looked for before: " + name));
    }

    /**
     * What keeps a voter from going: it must have stopped, and no resource may be its own any more that runs
     * on one machine at most. One that may run on several it can keep for ever, as far as anybody knows:
     * nobody takes that over from it.
     */
    private static List<Problem> staying(ClusterState state, Voters voters, NodeName name) {
        var problems = new ArrayList<Problem>();
        if (!voters.listed().containsKey(name)) {
            problems.add(problem("voter " + name, "is not among the voters"
                    + Suggestion.hint(name.value(), voters.listed().keySet().stream().map(NodeName::value)
                            .toList())));
            return problems;
        }
        var node = state.nodes().get(name);
        if (node != null && node.isMember()) {
            problems.add(problem("voter " + name,
                    "is a member of the cluster; stop it first: crm cluster stop, typed on " + name));
        }
        var owned = state.resources().entrySet().stream()
                .filter(entry -> entry.getValue().owners().stream()
                        .anyMatch(owner -> owner.node().equals(name)))
                .filter(entry -> Owners.isAtMostOne(state, entry.getKey()))
                .map(entry -> entry.getKey().value()).toList();
        if (!owned.isEmpty()) {
            problems.add(problem("voter " + name, "may still run " + String.join(", ", owned)
                    + ": wait until that runs elsewhere, or, if it is off for certain, type"
                    + " crm node confirm-dead " + name));
        }
        return problems;
    }

    private static List<Problem> tooFew(Voters voters, NodeName name) {
        return voters.listed().size() > LEAST
                ? List.of()
                : List.of(problem("voter " + name, "none of " + voters.listed().size()
                        + " voters can go: both of two must agree to it, and one has stopped; add another"
                        + " voter first"));
    }

    /** What is wrong with where a voter is to be. */
    private static List<Problem> misplaced(Voters voters, Voter comes) {
        var path = "voter " + comes.name();
        var problems = new ArrayList<Problem>();
        var places = new ArrayList<>(comes.heartbeats());
        places.add(comes.log());
        for (var place : places) {
            if (!isPlace(place)) {
                problems.add(problem(path, "'" + place + "' is not an address HOST:PORT"));
            }
        }
        for (var other : voters.listed().values()) {
            var voter = other.voter();
            if (voter.name().equals(comes.name())) {
                continue;
            }
            if (voter.heartbeats().size() != comes.heartbeats().size()) {
                problems.add(problem(path, "has " + comes.heartbeats().size() + " heartbeat addresses, "
                        + voter.name() + " has " + voter.heartbeats().size()
                        + "; each voter has one per link"));
            }
            var shared = new TreeSet<>(voter.heartbeats());
            shared.retainAll(comes.heartbeats());
            if (voter.log().equals(comes.log())) {
                shared.add(comes.log());
            }
            if (!shared.isEmpty()) {
                problems.add(problem(path, "has the address " + shared.first() + " of " + voter.name()));
            }
        }
        return problems;
    }

    private static boolean isPlace(String text) {
        try {
            return HostPort.parse(text).port() > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static Applied admitted(ClusterState state, Command.VoterAdmitted admitted) {
        var voters = state.voters();
        var awaited = voters.awaited(admitted.voter()).filter(each -> each.number() == admitted.number());
        if (voters.version() != admitted.baseVersion() || awaited.isEmpty()) {
            return Applied.refused(state, "voter " + admitted.voter(), "is not awaited under number "
                    + admitted.number() + " by version " + admitted.baseVersion() + " of the list");
        }
        return voters.haveSettled()
                ? Applied.noted(state.withVoters(voters.admitted(awaited.get(), admitted.at())))
                : Applied.refused(state, "voters", "the last change has not settled yet");
    }

    static Applied settled(ClusterState state, Command.VotersSettled settled) {
        var voters = state.voters();
        return voters.version() != settled.version() || voters.haveSettled()
                ? Applied.duplicate(state)
                : Applied.noted(state.withVoters(voters.settled()));
    }

    private static Problem problem(String path, String message) {
        return new Problem(path, message);
    }
}
