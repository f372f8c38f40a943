package org.quorate.simulation.exhaustive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.quorate.membership.Standing;
import org.quorate.membership.lease.Message;
import org.quorate.simulation.exhaustive.Hosts.Sent;

/** What can pass between a host and a voter at one time; worked out once for each two. */
final class Talks {

    private record Meeting(int asker, int voter, int time) {}

    /** When the answer arrives. */
    enum Arrival {
        AT_ONCE, LATE
    }

    /** Both as they are afterwards. */
    record Talk(Supplier<String> what, Host asker, Host voter, Arrival arrival) {}

    private final Hosts hosts;
    private final Map<Meeting, List<Talk>> known = new HashMap<>();

    Talks(Hosts hosts) {
        this.hosts = hosts;
    }

    /** The host looks at its clock first; the voter answers at once. */
    List<Talk> of(Host host, Host voter, int time) {
        var meeting = new Meeting(host.number, voter.number, time);
        var talks = known.get(meeting);
        if (talks == null) {
            talks = find(host, voter, time);
            known.put(meeting, talks);
        }
        return talks;
    }

    private List<Talk> find(Host host, Host voter, int time) {
        var found = new ArrayList<Talk>();
        var asker = hosts.react(host, time, new LocalEvent.Look()).after();
        var renew = asker.post.renew();
        if (voter.isUp() && renew != null) {
            renewal(asker, voter, time, renew, found);
        }
        var ask = asker.post.asks().get(voter.name);
        if (voter.isUp() && ask != null) {
            confirmation(asker, voter, time, ask, found);
        }
        if (host.post.late().containsKey(voter.name)) {
            var after = hosts.react(host, time, new LocalEvent.ReceiveLate(voter.name)).after();
            found.add(new Talk(() -> "the answer of " + voter.name + " reaches " + host.name + " late", after,
                    voter, Arrival.AT_ONCE));
        }
        return List.copyOf(found);
    }

    /** Another answer than "member" extends nothing, and is lost. */
    private void renewal(Host asker, Host voter, int time, Message.Renew renew, List<Talk> found) {
        var asked = hosts.react(voter, time, new LocalEvent.Receive(asker.name, renew));
        for (var sent : asked.replies()) {
            if (isFor(asker, sent) && sent.message() instanceof Message.Answer answer
                    && answer.standing() == Standing.MEMBER) {
                var told = hosts.react(asker, time, new LocalEvent.Receive(voter.name, answer)).after();
                found.add(new Talk(() -> asker.name + " asks " + voter.name + ": " + answer.standing(), told,
                        asked.after(), Arrival.AT_ONCE));
                var waits = hosts.react(asker, time, new LocalEvent.Delay(voter.name, answer)).after();
                found.add(new Talk(
                        () -> asker.name + " asks " + voter.name + ", whose answer is on its way", waits,
                        asked.after(), Arrival.LATE));
            }
        }
    }

    private void confirmation(Host asker, Host voter, int time, Message.TakeoverAsk ask, List<Talk> found) {
        var asked = hosts.react(voter, time, new LocalEvent.Receive(asker.name, ask));
        for (var sent : asked.replies()) {
            if (isFor(asker, sent) && sent.message() instanceof Message.TakeoverTell tell) {
                var told = hosts.react(asker, time, new LocalEvent.Receive(voter.name, tell)).after();
                found.add(new Talk(() -> voter.name + " tells " + asker.name + " the ages "
                        + tell.memberAges() + " of " + ask.owners(), told, asked.after(), Arrival.AT_ONCE));
            }
        }
    }

    private static boolean isFor(Host asker, Sent sent) {
        return sent.to().equals(asker.name);
    }
}
