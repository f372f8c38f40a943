package org.quorate.daemon;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorate.membership.HostPort;
import org.quorate.membership.NodeName;
import org.quorate.membership.setup.ClusterSetup;
import org.quorate.model.Suggestion;

/**
 * {@code quorated setup --join}: makes the keys, the certificate, the voter's identity and the settings of
 * one more node of a cluster that runs, where the cluster was set up.
 */
final class JoinSetUp {

    static final String HELP = """

            quorated setup --join NODE --number N --out DIR node|arbiter LOG-ADDRESS HEARTBEAT-ADDRESS...

              Makes DIR/NODE for one more voter of the cluster whose folders, with ca/, lie in DIR; the
              command is shown by 'crm cluster add' and 'crm cluster replace'. Takes --run and --log too.
            """;

    private static final List<String> OPTIONS = List.of("--join", "--number", "--out", "--run", "--log");

    private final PrintStream out;
    private final PrintStream err;
    private final List<String> problems = new ArrayList<>();
    private final List<String> place = new ArrayList<>();
    private String name = "";
    private String target = "";
    private String run = SetUp.DEFAULT_RUN;
    private String log = SetUp.DEFAULT_LOG;
    private int number = 1;

    JoinSetUp(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int run(List<String> args) {
        read(args);
        if (!NodeName.isValid(name)) {
            problems.add("'" + name + "' is not a node name");
        }
        if (target.isEmpty()) {
            problems.add("--out DIR is missing: the folder in which the cluster was set up");
        }
        checkPlace();
        if (!problems.isEmpty()) {
            problems.forEach(problem -> err.println("quorated setup: " + problem));
            err.println("Try 'quorated setup --help'.");
            return Quorated.USAGE;
        }
        try {
            make(new NodeName(name));
            return 0;
        } catch (IOException e) {
            err.println("quorated setup: " + e.getMessage());
            return Quorated.REFUSED;
        }
    }

    private void read(List<String> args) {
        for (var i = 0; i < args.size(); i++) {
            var arg = args.get(i);
            if (!arg.startsWith("-")) {
                place.add(arg);
            } else if (!OPTIONS.contains(arg)) {
                problems.add("unknown option '" + arg + "'" + Suggestion.hint(arg, OPTIONS));
            } else if (i + 1 == args.size()) {
                problems.add(arg + " wants a value");
            } else {
                i++;
                option(arg, args.get(i));
            }
        }
    }

    private void option(String option, String value) {
        switch (option) {
            case "--join" -> name = value;
            case "--out" -> target = value;
            case "--run" -> run = value;
            case "--log" -> log = value;
            default -> {
                if (value.matches("[1-9]\\d{0,5}")) {
                    number = Integer.parseInt(value);
                } else {
                    problems.add("--number " + value + " is not the number of a voter");
                }
            }
        }
    }

    private void checkPlace() {
        if (place.size() < 3 || !List.of("node", "arbiter").contains(place.getFirst())) {
            problems.add("expected: node|arbiter LOG-ADDRESS HEARTBEAT-ADDRESS...");
            return;
        }
        for (var address : place.subList(1, place.size())) {
            try {
                HostPort.parse(address);
            } catch (IllegalArgumentException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
    }

    private void make(NodeName node) throws IOException {
        var folder = Path.of(target);
        var other = otherNode(folder, node).orElseThrow(() -> new IOException("in " + folder
                + " there is no folder of a node of the cluster, with cluster.key and quorated.conf"));
        var setup = new ClusterSetup(folder);
        setup.join(node, number, other);
        var settings = settings(node, Files.readAllLines(setup.folder(other).resolve("quorated.conf")));
        Files.write(setup.folder(node).resolve("quorated.conf"), settings);
        out.println("voter " + number + " of node " + node + ": " + setup.folder(node));
        out.println("Copy it to " + node + " as /etc/quorate, then there: crm cluster start");
    }

    private static Optional<NodeName> otherNode(Path folder, NodeName except) throws IOException {
        try (var folders = Files.list(folder)) {
            return folders.filter(each -> Files.isReadable(each.resolve("cluster.key"))
                    && Files.isReadable(each.resolve("quorated.conf")))
                    .map(each -> String.valueOf(each.getFileName())).sorted().filter(NodeName::isValid)
                    .map(NodeName::new).filter(each -> !each.equals(except)).findFirst();
        }
    }

    /** As those of another node, but for what is this node's own. */
    private List<String> settings(NodeName node, List<String> ofOther) {
        var lines = new ArrayList<String>();
        for (var line : ofOther) {
            var key = line.contains("=") ? line.substring(0, line.indexOf('=')).strip() : "";
            switch (key) {
                case "node" -> lines.add("node = " + node);
                case "run" -> lines.add("run = " + run.replace("%n", node.value()));
                case "log" -> lines.add("log = " + log.replace("%n", node.value()));
                default -> {
                    if (!key.equals("peer." + node)) {
                        lines.add(line);
                    }
                }
            }
        }
        lines.add("peer." + node + " = " + String.join(" ", place));
        return lines;
    }
}
