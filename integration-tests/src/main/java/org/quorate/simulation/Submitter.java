package org.quorate.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.quorate.membership.NodeName;
import org.quorate.simulation.Entry.Call;
import org.quorate.simulation.Entry.Content;
import org.quorate.simulation.LogPeer.Leader;

/** Brings offers to whoever leads the log, again and again until the limit. */
final class Submitter {

    private static final long AGAIN = 25_000_000L;
    /** A leader that has not answered for so long is asked again: a cut may have swallowed either. */
    private static final long REQUEST_TIMEOUT = 1_000_000_000L;

    /** One offer on its way. */
    private static final class Open {

        final Content content;
        final long deadline;
        final Consumer<Answer> then;
        Optional<Leader> asked = Optional.empty();
        long askedAt;
        boolean mayBeInLog;

        Open(Content content, long deadline, Consumer<Answer> then) {
            this.content = content;
            this.deadline = deadline;
            this.then = then;
        }
    }

    private final Life life;
    private final Agenda agenda;
    private final Supplier<Optional<Leader>> leader;
    private final java.util.function.BiConsumer<NodeName, LogMessage> send;
    private final Map<Call, Open> open = new HashMap<>();

    Submitter(Life life, Agenda agenda, Supplier<Optional<Leader>> leader,
            java.util.function.BiConsumer<NodeName, LogMessage> send) {
        this.life = life;
        this.agenda = agenda;
        this.leader = leader;
        this.send = send;
    }

    void offer(Call call, Content content, long limit, Consumer<Answer> then) {
        open.put(call, new Open(content, agenda.now() + limit, then));
        pursue(call);
    }

    private void pursue(Call call) {
        var offer = open.get(call);
        if (offer == null) {
            return;
        }
        if (agenda.now() >= offer.deadline) {
            open.remove(call);
            offer.then.accept(
                    offer.mayBeInLog ? new Answer.Unknown("no answer") : new Answer.NotTaken("no leader"));
            return;
        }
        var whom = leader.get();
        if (!whom.equals(offer.asked) || agenda.now() - offer.askedAt >= REQUEST_TIMEOUT) {
            offer.asked = whom;
            offer.askedAt = agenda.now();
            whom.ifPresent(known -> {
                offer.mayBeInLog = true;
                send.accept(known.name(), new LogMessage.Offer(call, offer.content));
            });
        }
        life.in(AGAIN, () -> pursue(call));
    }

    void answered(LogMessage.Offered offered) {
        var offer = open.get(offered.call());
        if (offer == null) {
            return;
        }
        switch (offered.answer()) {
            case Answer.Agreed agreed -> {
                open.remove(offered.call());
                offer.then.accept(agreed);
            }
            case Answer.NotTaken _,Answer.Unknown _ -> offer.asked = Optional.empty();
        }
    }
}
