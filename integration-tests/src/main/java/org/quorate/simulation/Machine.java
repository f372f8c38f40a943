package org.quorate.simulation;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.quorate.membership.Leadership;
import org.quorate.membership.NodeName;
import org.quorate.model.Configuration;
import org.quorate.model.MetaAttributes;
import org.quorate.model.MetaAttributes.Exclusivity;
import org.quorate.model.ResourceId;
import org.quorate.state.Boot;
import org.quorate.state.NodeStatus.Kind;

/** One machine: its clock, disk, guardian, what is active on it, and the daemon that lives there now. */
final class Machine {

    private static final long SUPERVISOR = 100_000_000L;
    private static final long SUPERVISOR_AFTER_FAILURE = 1_000_000_000L;

    private final World world;
    private final NodeName name;
    private final Kind kind;
    private final LocalClock clock;
    private final Disk disk;
    private final Services services = new Services();
    private final Manner manner;
    private final Guardian guardian;
    private final Tenure tenure = new Tenure();
    private Set<ResourceId> exempt = new TreeSet<>();
    private Configuration exemptBy = Configuration.EMPTY;
    private @Nullable Daemon daemon;
    private int lives;
    private int boots = 1;
    private boolean powered = true;
    private boolean unplugged;
    private boolean staysDown;
    private long stoppedAt;
    private long stoppedUntil;

    Machine(World world, NodeName name, Kind kind, LocalClock clock, Dice dice) {
        this.world = world;
        this.name = name;
        this.kind = kind;
        this.clock = clock;
        this.disk = new Disk(world.peersAtSetUp());
        this.manner = new Manner(dice, world.happenings());
        this.guardian = new Guardian(this);
    }

    World world() {
        return world;
    }

    NodeName name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    LocalClock clock() {
        return clock;
    }

    Disk disk() {
        return disk;
    }

    Services services() {
        return services;
    }

    Manner manner() {
        return manner;
    }

    Guardian guardian() {
        return guardian;
    }

    Tenure tenure() {
        return tenure;
    }

    @Nullable
    Daemon daemon() {
        return daemon;
    }

    boolean leads() {
        var living = daemon;
        return living != null && living.log().leadership() instanceof Leadership.Leads;
    }

    @Override
    public String toString() {
        return name.value();
    }

    /** What a supervisor does: a life after the other, as long as there is power and a disk to start from. */
    void startDaemon() {
        if (!powered || daemon != null) {
            return;
        }
        if (!disk.canBegin()) {
            world.happened(Happening.NO_START_WITHOUT_DISK);
            return;
        }
        if (disk.health == Disk.Health.FULL) {
            world.agenda().in(SUPERVISOR_AFTER_FAILURE, this::startDaemon);
            return;
        }
        killOrphans();
        guardian.inherit();
        var life = new Life(world.agenda(), ++lives);
        world.trace().add(this, () -> "daemon starts, life " + life.number());
        var next = new Daemon(this, life);
        daemon = next;
        next.begin();
    }

    /** The agents that an earlier life left running; what they started lives on. */
    private void killOrphans() {
        services.runs().forEach(AgentRun::kill);
    }

    /** It has never been one of the voters. */
    Machine withoutReplica() {
        disk.setUp(0);
        disk.health = Disk.Health.WIPED;
        return this;
    }

    /** As the command that joins a cluster does: an empty replica of that number. */
    void setUp(int number) {
        world.trace().add(this, () -> "is set up as voter number " + number);
        disk.setUp(number);
    }

    void killDaemon(int number) {
        var living = daemon;
        if (living != null && living.life().number() == number) {
            killDaemon();
            world.agenda().in(SUPERVISOR, this::startDaemon);
        }
    }

    /** As SIGKILL does; the machine and all else on it goes on. */
    void killDaemon() {
        var living = daemon;
        if (living != null) {
            world.trace().add(this, () -> "daemon dies");
            world.happened(Happening.DAEMON_KILLED);
            living.life().end();
            daemon = null;
        }
    }

    /** The daemon ends by itself, and is started again, as at the next boot. */
    void exit(String why) {
        world.trace().add(this, () -> "daemon ends: " + why);
        if (daemon != null) {
            services.runs().forEach(AgentRun::kill);
        }
        killDaemon();
        if (!staysDown) {
            world.agenda().in(SUPERVISOR_AFTER_FAILURE, this::startDaemon);
        }
        staysDown = false;
    }

    /** Its supervisor is told not to start the daemon again when it ends by itself. */
    void staysDown() {
        staysDown = true;
    }

    /** The power fails: only the disk remembers. */
    void crash() {
        if (powered) {
            world.happened(Happening.POWER_LOST);
        }
        powered = false;
        boots++;
        killDaemon();
        services.clear();
        guardian.forget();
        tenure.forget();
        world.off(this);
    }

    /** Nothing gives it power before it is plugged in again. */
    void unplug() {
        unplugged = true;
        crash();
    }

    void plugIn() {
        unplugged = false;
        boot();
    }

    void boot() {
        if (!powered && !unplugged) {
            powered = true;
            startDaemon();
        }
    }

    Boot currentBoot() {
        return new Boot("machine of " + name, "boot " + boots);
    }

    boolean isPowered() {
        return powered;
    }

    /** As SIGSTOP, and SIGCONT when the time has passed. */
    void stopDaemon(long nanos) {
        var living = daemon;
        if (living == null) {
            return;
        }
        long until = world.agenda().now() + nanos;
        if (living.life().isStopped()) {
            stoppedUntil = Math.max(stoppedUntil, until);
            return;
        }
        world.happened(Happening.DAEMON_STOPPED);
        world.trace().add(this, () -> "daemon is stopped for " + nanos / 1_000_000 + " ms");
        stoppedAt = clock.boot();
        stoppedUntil = until;
        living.life().stop();
        world.agenda().at(until, () -> goOn(living));
    }

    private void goOn(Daemon living) {
        if (!living.life().isAlive()) {
            return;
        }
        if (world.agenda().now() < stoppedUntil) {
            world.agenda().at(stoppedUntil, () -> goOn(living));
            return;
        }
        world.trace().add(this, () -> "daemon goes on");
        living.heart().afterStop(clock.boot() - stoppedAt);
        living.life().goOn();
    }

    void receive(Heart.Datagram datagram) {
        var living = daemon;
        if (living != null) {
            long now = world.agenda().now();
            living.life().run(() -> living.heart().receive(datagram, now));
        }
    }

    void receive(LogMessage.Letter letter) {
        var living = daemon;
        if (living != null) {
            living.life().run(() -> living.receive(letter));
        }
    }

    void exempt(Configuration configuration) {
        if (configuration.equals(exemptBy)) {
            return;
        }
        var next = new TreeSet<ResourceId>();
        for (var primitive : configuration.primitives()) {
            if (MetaAttributes.exclusivity(configuration, primitive.id()) == Exclusivity.AT_LEAST_ONE) {
                next.add(primitive.id());
            }
        }
        exempt = next;
        exemptBy = configuration;
    }

    /** The lease was told to last so long; kept for {@link Tenure}. */
    void leaseTold(long untilBoot) {
        tenure.told(clock.worldAt(untilBoot));
    }

    /** Its processes are killed and its addresses removed; that does not end what clings. */
    void kill(ResourceId resource) {
        services.runs().stream().filter(run -> run.resource().equals(resource)).forEach(AgentRun::kill);
        if (services.isActive(resource) && !world.power().clings(resource)) {
            world.trace().add(this, () -> "killed " + resource);
            world.happened(Happening.SERVICE_DIED);
            services.die(resource);
        }
    }

    void killGuarded() {
        var concerned = new TreeSet<ResourceId>(services.active().keySet());
        services.runs().forEach(run -> concerned.add(run.resource()));
        concerned.removeAll(exempt);
        List.copyOf(concerned).forEach(this::kill);
    }
}
