package org.quorate.crmsh.commands;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.quorate.crmsh.commands.Command.Arity;
import org.quorate.crmsh.demo.Demo;

/** Where the shell begins. */
public final class RootLevel implements Level {

    public static final Set<String> LEVELS = new TreeSet<>(
            List.of("cluster", "configure", "node", "resource"));

    private final Session session;
    private final List<Command> commands;

    RootLevel(Session session) {
        this.session = session;
        var status = new StatusCommand(session);
        var simulate = new SimulateCommand(session, java.time.Clock.systemUTC());
        commands = List.of(
                Command.of("status", "[--json] [--watch]", Arity.of(0, 2), status::run).alias("st"),
                Command.of("verify", "", Arity.NONE,
                        _ -> ((ConfigureLevel) makeLevel("configure")).verify()),
                Command.of("simulate", SimulateCommand.USAGE, Arity.ANY, simulate::run),
                Command.of("demo", "[<option> ...]", Arity.ANY, this::demo));
    }

    @Override
    public String name() {
        return "";
    }

    @Override
    public List<Command> commands() {
        return commands;
    }

    Level makeLevel(String name) {
        return switch (name) {
            case "cluster" -> new ClusterLevel(session);
            case "configure" -> new ConfigureLevel(session);
            case "node" -> new NodeLevel(session);
            case "resource" -> new ResourceLevel(session);
            default -> throw new IllegalArgumentException("no level: " + name);
        };
    }

    private void demo(Arguments arguments) {
        int code = Demo.run(arguments.texts());
        if (code != 0) {
            throw Refusal
                    .alreadySaid(code == ExitStatus.USAGE.code() ? ExitStatus.USAGE : ExitStatus.REFUSED);
        }
    }
}
