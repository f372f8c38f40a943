package org.quorate.daemon;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.quorate.api.ApiServer;
import org.quorate.api.Punctuality;
import org.quorate.controller.DcEvent;
import org.quorate.controller.DcState;
import org.quorate.executor.ExecutorSettings;
import org.quorate.executor.Guardian;
import org.quorate.executor.LocalExecutor;
import org.quorate.membership.LogStartFailed;
import org.quorate.membership.Membership;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.assembly.MembershipAssembly;
import org.quorate.membership.assembly.MembershipSettings;
import org.quorate.node.HandsEvent;
import org.quorate.node.HandsState;
import org.quorate.state.NodeStatus;
import org.quorate.state.Owners;
import org.quorate.state.Roll;
import org.quorate.state.Voters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One quorated, wired: the only place where the pure side, its ports and their adapters meet. */
final class Daemon implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
    /** For a predecessor that is just ending. */
    private static final Duration LOCK_WAIT = Duration.ofSeconds(5);
    private static final Duration LOCK_PAUSE = Duration.ofMillis(20);

    private final Settings settings;
    private final Places places;
    private final FileLock lock;
    private final LocalExecutor executor;
    private final Guardian guardian;
    private final Exempt exempt;
    private final ReplicatedState replicated;
    private final KeptDetection detection;
    private final VoterKeeper voterKeeper;
    private final Membership membership;
    private final Effects effects;
    private final Loop loop;
    private final Control control;
    private final ApiServer api;
    /** Set once everything is wired; the log may replay entries before. */
    private final AtomicReference<Listener> listener = new AtomicReference<>(new Listener() {});

    /** Who is told of new states and of membership. */
    private interface Listener {

        default void changed() {}

        /** What concerns the operator is said also while the rest is not there yet to be told. */
        default void told(MembershipEvent event) {
            if (event instanceof MembershipEvent.Notice(var text)) {
                LOG.warn("{}", text);
            }
        }
    }

    private Daemon(Settings settings) throws IOException, LogStartFailed {
        this.settings = settings;
        places = new Places(settings.peers());
        Files.createDirectories(settings.folders().run());
        lock = lock(settings);
        var sink = new AtomicReference<Effects>();
        executor = LocalExecutor.open(executorSettings(settings), new LocalExecutor.Reports(
                result -> with(sink, wired -> wired.agentEnded(result)),
                result -> with(sink, wired -> wired.monitorEnded(result)),
                (ticket, outcome) -> with(sink, wired -> wired.fenced(ticket, outcome))));
        replicated = new ReplicatedState(() -> listener().changed());
        detection = new KeptDetection(settings.folders().data());
        membership = MembershipAssembly.open(
                new MembershipSettings(settings.node(), settings.peers(), settings.folders().data(),
                        settings.security(), detection.atStart()),
                replicated, event -> listener().told(event));
        guardian = Guardian.start(executorSettings(settings),
                settings.folders().program().resolve("lib/guardian/quorate-guardian"));
        exempt = new Exempt(guardian);
        voterKeeper = new VoterKeeper(replicated, membership);
        var inbox = new AtomicReference<Inbox>(_ -> {});
        Inbox toLoop = event -> inbox.get().accept(event);
        effects = new Effects(replicated, new Effects.Parts(membership, executor, guardian,
                new Isolator(executor, membership.clock(), toLoop),
                new Admission(settings.node(), () -> places.voters(replicated.current()), membership),
                toLoop));
        sink.set(effects);
        loop = new Loop(DcState.initial(settings.node()), HandsState.initial(self()), replicated, effects,
                membership.clock());
        inbox.set(loop::offer);
        guardian.keep(why -> loop.offer(new Event.MustEnd(why)));
        control = new Control(settings, new Control.Parts(replicated, membership, executor.catalog(), toLoop,
                effects.ended(), places, this::punctuality));
        listener.set(new Wired());
        listener().changed();
        loop.offer(new Event.ForDc(new DcEvent.LeadershipChanged(membership.log().leadership())));
        loop.start();
        api = ApiServer.start(settings.folders().socket(), settings.callers(), control);
    }

    /**
     * Starts everything.
     *
     * @throws LogStartFailed when the log is damaged, missing, or its address is in use
     */
    static Daemon start(Settings settings) throws IOException, LogStartFailed {
        var daemon = new Daemon(settings);
        LOG.info("quorated runs node={} cluster={} socket={}", settings.node(), settings.cluster(),
                settings.folders().socket());
        return daemon;
    }

    private Listener listener() {
        return listener.get();
    }

    private static void with(AtomicReference<Effects> sink, java.util.function.Consumer<Effects> what) {
        var wired = sink.get();
        if (wired != null) {
            what.accept(wired);
        }
    }

    private static FileLock lock(Settings settings) throws IOException {
        var file = settings.folders().run().resolve("quorated.lock");
        @SuppressWarnings("resource") // held as long as the process lives
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.tryLock();
        long deadline = System.nanoTime() + LOCK_WAIT.toNanos();
        while (lock == null && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOCK_PAUSE.toNanos());
            lock = channel.tryLock();
        }
        if (lock == null) {
            channel.close();
            throw new IOException("another quorated runs with the run folder " + settings.folders().run()
                    + "; stop it with 'crm cluster stop', or name another folder in the settings");
        }
        return lock;
    }

    private static ExecutorSettings executorSettings(Settings settings) {
        var folders = settings.folders();
        var usual = ExecutorSettings.Folders.usual(folders.program().resolve("lib"), folders.run());
        var root = System.getenv("OCF_ROOT");
        var ocfRoot = root == null ? usual.ocfRoot() : Path.of(root);
        return new ExecutorSettings(
                new ExecutorSettings.Folders(ocfRoot, usual.ourAgents(), usual.helpers(), usual.fenceAgents(),
                        folders.run().resolve("agents"), folders.run()),
                settings.cluster() + "/" + settings.node(), ExecutorSettings.defaultParallel(),
                settings.tracking());
    }

    private HandsState.Self self() {
        var arbiter = settings.peers().get(settings.node());
        var kind = arbiter == null ? NodeStatus.Kind.NODE : Places.kind(arbiter.role());
        var isolation = guardian.isRunning() ? NodeStatus.Isolation.GUARDIAN : NodeStatus.Isolation.NONE;
        return new HandsState.Self(settings.node(), UUID.randomUUID().toString(),
                new NodeStatus.Traits(kind, isolation, Version.FEATURE_LEVEL, BootNames.read()),
                guardian.deadline().isPresent()
                        ? HandsState.Heirloom.GUARDED_RESOURCES
                        : HandsState.Heirloom.NOTHING,
                guardian.deadline().map(java.time.Duration::toNanos).orElse(Long.MIN_VALUE));
    }

    private Punctuality punctuality() {
        return new Punctuality(membership.vitals(), loop.urgency(), loop.delay(), effects.guardLeft(),
                detection.atStart());
    }

    /** Waits until the daemon is to end, and says why. */
    String await() throws InterruptedException {
        try {
            return effects.ended().get();
        } catch (ExecutionException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Asks for a clean leave; the wait for it is {@link #await}. */
    void leave() {
        loop.offer(new Event.ForHands(new HandsEvent.LeaveAsked()));
    }

    Control control() {
        return control;
    }

    @Override
    public void close() throws IOException {
        api.close();
        voterKeeper.close();
        membership.close();
        loop.close();
        executor.close();
        guardian.close();
        lock.release();
    }

    /** Everything is there: news go to the loop. */
    private final class Wired implements Listener {

        /** The voters whose places were told last; guarded by this. */
        private Voters placed = Voters.NONE;

        /** Whether the lease is held, as it was told last; all that is told comes from one thread. */
        private boolean isQuorate;

        /**
         * Called by the log's thread, and once by the one that starts the daemon, which may be overtaken: so
         * what is told is always the newest state, whoever tells it last.
         */
        @Override
        public synchronized void changed() {
            var newest = replicated.current();
            membership.standings(Roll.standings(newest, places.voters(newest)));
            if (!placed.equals(newest.voters())) {
                placed = newest.voters();
                membership.heartbeatPeers(places.heartbeats(newest));
            }
            voterKeeper.look();
            detection.look(Owners.timings(newest.configuration()));
            membership.watch(Roll.members(newest));
            exempt.look(newest.configuration());
            loop.stateChanged();
            control.touch();
        }

        @Override
        public void told(MembershipEvent event) {
            switch (event) {
                case MembershipEvent.LeaseHeld(var mine, var until, var lease) -> {
                    hands(new HandsEvent.LeaseHeld(mine, until, lease));
                    if (!isQuorate) {
                        isQuorate = true;
                        control.touch();
                    }
                }
                case MembershipEvent.LeaseEnded(var mine, var why) -> {
                    LOG.warn("lease ended incarnation={} why=\"{}\"", mine, why);
                    hands(new HandsEvent.LeaseEnded(mine, why));
                    isQuorate = false;
                    control.touch();
                }
                case MembershipEvent.DeclaredLost(var mine) -> hands(new HandsEvent.DeclaredLost(mine));
                case MembershipEvent.LeadershipChanged(var leadership) -> {
                    LOG.info("leadership {}", leadership);
                    dc(new DcEvent.LeadershipChanged(leadership));
                    voterKeeper.look();
                    control.touch();
                }
                case MembershipEvent.NodeSilent(var node, var incarnation, var silentFor) ->
                    dc(new DcEvent.NodeSilent(node, incarnation, "silent for " + silentFor));
                case MembershipEvent.NodeStalled(var node, var incarnation, var index, var stoodStill) ->
                    dc(new DcEvent.NodeSilent(node, incarnation, "its log stands at " + index + " for "
                            + stoodStill.toMillis() + " ms"));
                case MembershipEvent.ContactLost(var since) ->
                    LOG.warn("contact with a majority lost since={}ms", since.toMillis());
                case MembershipEvent.TakeoverCleared(var question) -> effects.takeoverCleared(question);
                case MembershipEvent.Notice(var text) -> LOG.warn("{}", text);
                case MembershipEvent.LogFailed(var why) -> loop
                        .offer(new Event.MustEnd("the log failed: " + why));
            }
        }

        private void hands(HandsEvent event) {
            loop.offer(new Event.ForHands(event));
        }

        private void dc(DcEvent event) {
            loop.offer(new Event.ForDc(event));
        }
    }
}
