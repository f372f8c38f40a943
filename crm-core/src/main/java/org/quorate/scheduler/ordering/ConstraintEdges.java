package org.quorate.scheduler.ordering;

import java.util.ArrayList;
import java.util.List;
import org.quorate.model.Constraint.Kind;
import org.quorate.model.Constraint.OrderedAction;
import org.quorate.model.ResourceId;
import org.quorate.scheduler.actions.Draft;
import org.quorate.scheduler.actions.Drafts;
import org.quorate.scheduler.actions.Outlook;
import org.quorate.scheduler.ordering.Edge.Strength;
import org.quorate.scheduler.placement.Bond;
import org.quorate.scheduler.situation.Sequence;
import org.quorate.state.Work;

/**
 * Groups and order constraints among the starts and stops of different resources; and where two must keep
 * apart, the one comes when the other has gone.
 */
public final class ConstraintEdges {

    private final Drafts drafts;
    private final List<Edge> edges = new ArrayList<>();

    private ConstraintEdges(Drafts drafts) {
        this.drafts = drafts;
    }

    public static List<Edge> of(Outlook outlook, Drafts drafts) {
        var constraints = new ConstraintEdges(drafts);
        outlook.sequences().all().forEach(constraints::add);
        for (var resource : outlook.situation().resources().keySet()) {
            outlook.bonds().ofDependent(resource).stream().filter(Bond::isApart)
                    .forEach(constraints::addApart);
        }
        return constraints.edges;
    }

    private void add(Sequence sequence) {
        var strength = sequence.kind() == Kind.MANDATORY ? Strength.CONSTRAINT : Strength.WISH;
        var isStarts = sequence.firstAction() == OrderedAction.START
                && sequence.thenAction() == OrderedAction.START;
        var firstStarted = last(sequence.first(), sequence.firstAction());
        connect(firstStarted, first(sequence.then(), sequence.thenAction()), strength);
        if (isStarts && (sequence.isSymmetrical() || sequence.kind() == Kind.SERIALIZE)) {
            var thenStopped = last(sequence.then(), OrderedAction.STOP);
            connect(thenStopped, first(sequence.first(), OrderedAction.STOP), strength);
            connect(looks(sequence.then()), first(sequence.first(), OrderedAction.STOP), strength);
            if (sequence.kind() != Kind.OPTIONAL) {
                connect(thenStopped, first(sequence.first(), OrderedAction.START), strength);
                if (sequence.kind() == Kind.SERIALIZE || isUnderWay(firstStarted)) {
                    connect(last(sequence.first(), OrderedAction.STOP),
                            first(sequence.then(), OrderedAction.START), strength);
                }
            }
        }
    }

    /** Whether nothing new stands between a stop of the first and a start of the other; it could not wait. */
    private static boolean isUnderWay(List<Draft> firstStarted) {
        return firstStarted.stream().allMatch(Draft::isCarried);
    }

    /**
     * The drafts that begin the action of a group: it starts with its first member and stops with its last.
     */
    private List<Draft> first(List<ResourceId> members, OrderedAction action) {
        return nearest(action == OrderedAction.START ? members : members.reversed(), action);
    }

    /** The drafts that complete the action of a group. */
    private List<Draft> last(List<ResourceId> members, OrderedAction action) {
        return nearest(action == OrderedAction.START ? members.reversed() : members, action);
    }

    /** Of what may run for all that is known. */
    private List<Draft> looks(List<ResourceId> members) {
        return members.stream().flatMap(member -> drafts.probes(member).stream()).toList();
    }

    private List<Draft> nearest(List<ResourceId> members, OrderedAction action) {
        for (var member : members) {
            var found = switch (action) {
                case START -> drafts.starts(member);
                case STOP -> drafts.stops(member);
                case PROMOTE, DEMOTE -> List.<Draft>of();
            };
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private void connect(List<Draft> firsts, List<Draft> thens, Strength strength) {
        for (var first : firsts) {
            for (var then : thens) {
                if (!then.isCarried()) {
                    edges.add(new Edge(first, then, strength));
                }
            }
        }
    }

    private void addApart(Bond bond) {
        addApart(bond.dependent(), bond.primary());
        addApart(bond.primary(), bond.dependent());
    }

    private void addApart(ResourceId coming, ResourceId going) {
        for (var start : drafts.starts(coming)) {
            for (var stop : drafts.stops(going)) {
                if (!start.isCarried() && start.work() instanceof Work.Run there
                        && stop.work() instanceof Work.Run here && there.node().equals(here.node())) {
                    edges.add(new Edge(stop, start, Strength.CONSTRAINT));
                }
            }
        }
    }
}
