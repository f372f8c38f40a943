package org.quorate.policy.cluster;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quorate.model.Score;
import org.quorate.state.Reason;

/** How much a resource may and wants to run on one node, with where that comes from. */
public final class Weight {

    /** Whether a resource is looked for on a node where it is not known to run (resource-discovery). */
    public enum Discovery {
        ALWAYS, NEVER, EXCLUSIVE
    }

    /** A part with those before it: weights with the same beginning share it. */
    private record Note(@Nullable Note before, Part part) {}

    /** A part of the score: what gave it, and how much. */
    public record Part(Reason reason, Score score) {}

    private final Node node;
    private Score score;
    private Discovery discovery = Discovery.ALWAYS;
    private int count;
    private @Nullable Note notes;

    public Weight(Node node, Score score) {
        this.node = node;
        this.score = score;
    }

    /** A weight of its own with the same content. */
    public Weight copy() {
        var copy = new Weight(node, score);
        copy.discovery = discovery;
        copy.count = count;
        copy.notes = notes;
        return copy;
    }

    public Node node() {
        return node;
    }

    public Score score() {
        return score;
    }

    public void add(Score more, Reason reason) {
        score = score.plus(more);
        note(reason, more);
    }

    public void set(Score changed, Reason reason) {
        score = changed;
        note(reason, changed);
    }

    /** Sets the score; what is noted is by how much it changed, or that it became infinite. */
    public void become(Score changed, Reason reason) {
        if (changed.equals(score)) {
            return;
        }
        var isInfinite = changed.isInfinite() || changed.isMinusInfinite() || score.isInfinite()
                || score.isMinusInfinite();
        note(reason, isInfinite ? changed : new Score(changed.value() - score.value()));
        score = changed;
    }

    /** Only where nobody will ask why, such as sums that are made for comparison alone. */
    public void setSilently(Score changed) {
        score = changed;
    }

    private void note(Reason reason, Score part) {
        notes = new Note(notes, new Part(reason, part));
    }

    /** The first first. */
    public List<Part> parts() {
        var parts = new ArrayList<Part>();
        for (var note = notes; note != null; note = note.before) {
            parts.add(note.part);
        }
        return parts.reversed();
    }

    public Discovery discovery() {
        return discovery;
    }

    public void discover(Discovery changed) {
        discovery = changed;
    }

    /** How many instances of a clone are assigned there. */
    public int count() {
        return count;
    }

    public void count(int changed) {
        count = changed;
    }
}
