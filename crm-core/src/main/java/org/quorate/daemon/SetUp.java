package org.quorate.daemon;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.membership.setup.ClusterSetup;

/**
 * {@code quorated setup}: makes keys, certificates, voter identities and settings for every node of a new
 * cluster.
 */
final class SetUp {

    static final String DEFAULT_RUN = "/run/quorate";
    static final String DEFAULT_LOG = "/var/log/quorate/quorated.log";

    private static final int DEFAULT_PORT = 7480;
    private static final int MOST_PORT = 65_534;

    private static final String HELP = """
            quorated setup --cluster NAME --out DIR NODE=HOST[,HOST2...]... [--arbiter NODE=HOST[,...]]

              Makes DIR/NODE for every node: settings (quorated.conf), cluster key, certificates, and the data
              folder with the identity of its voter. Copy each to its machine, as /etc/quorate. \
              Keep DIR/ca off
              the nodes. More hosts of one node are more links for the heartbeat.

              --port N       TCP port of the log, default 7480; heartbeats take UDP port N+1
              --run DIR      run folder (on tmpfs), default /run/quorate; may hold %n for the node's name
              --log FILE     the daemon's log, default /var/log/quorate/quorated.log; may hold %n
              --insecure     no TLS and a key that everyone knows: for tests
            """;

    private final PrintStream out;
    private final PrintStream err;
    private final List<String> problems = new ArrayList<>();
    private final SortedMap<NodeName, String> peers = new TreeMap<>();
    private String cluster = "";
    private String target = "";
    private String run = DEFAULT_RUN;
    private String log = DEFAULT_LOG;
    private String security = "tls";
    private int port = DEFAULT_PORT;

    SetUp(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int run(List<String> args) {
        if (args.contains("--help")) {
            out.print(HELP + JoinSetUp.HELP);
            return 0;
        }
        if (args.contains("--join")) {
            return new JoinSetUp(out, err).run(args);
        }
        read(args);
        if (cluster.isEmpty()) {
            problems.add("--cluster NAME is missing");
        }
        if (target.isEmpty()) {
            problems.add("--out DIR is missing");
        }
        if (peers.isEmpty()) {
            problems.add("no node given: NODE=HOST, for example n1=10.0.0.1");
        }
        if (!problems.isEmpty()) {
            problems.forEach(problem -> err.println("quorated setup: " + problem));
            err.println("Try 'quorated setup --help'.");
            return Quorated.USAGE;
        }
        return make();
    }

    private void read(List<String> args) {
        var hosts = new ArrayList<String[]>();
        for (var i = 0; i < args.size(); i++) {
            var arg = args.get(i);
            switch (arg) {
                case "--insecure" -> security = "insecure";
                case "--cluster", "--out", "--run", "--log", "--port", "--arbiter" -> {
                    if (i + 1 == args.size()) {
                        problems.add(arg + " wants a value");
                        break;
                    }
                    i++;
                    option(arg, args.get(i), hosts);
                }
                default -> {
                    if (arg.startsWith("-")) {
                        problems.add("unknown option '" + arg + "'");
                    } else {
                        hosts.add(new String[]{"node", arg});
                    }
                }
            }
        }
        hosts.forEach(host -> peer(host[0], host[1]));
    }

    private void option(String name, String value, List<String[]> hosts) {
        switch (name) {
            case "--cluster" -> cluster = value;
            case "--out" -> target = value;
            case "--run" -> run = value;
            case "--log" -> log = value;
            case "--port" -> port(value);
            default -> hosts.add(new String[]{"arbiter", value});
        }
    }

    private void port(String value) {
        if (value.matches("\\d{1,5}") && Integer.parseInt(value) >= 1
                && Integer.parseInt(value) <= MOST_PORT) {
            port = Integer.parseInt(value);
        } else {
            problems.add("--port " + value + " is not a number from 1 to " + MOST_PORT);
        }
    }

    /** A host may name its own port: {@code 127.0.0.1:7500}. */
    private void peer(String role, String text) {
        var equals = text.indexOf('=');
        var name = equals < 0 ? text : text.substring(0, equals);
        if (equals < 0 || !NodeName.isValid(name) || equals + 1 == text.length()) {
            problems.add("'" + text + "' is not NODE=HOST");
            return;
        }
        var links = Arrays.stream(text.substring(equals + 1).split(",")).map(this::withPort).toList();
        var line = new StringBuilder(role).append(' ').append(links.getFirst());
        links.forEach(link -> line.append(' ').append(nextPort(link)));
        if (peers.put(new NodeName(name), line.toString()) != null) {
            problems.add("node " + name + " stands twice");
        }
    }

    private String withPort(String host) {
        return host.matches(".*[^:]:\\d{1,5}") && !host.matches("[0-9a-fA-F:]+")
                ? host
                : host.indexOf(':') >= 0 && !host.startsWith("[")
                        ? "[" + host + "]:" + port
                        : host + ":" + port;
    }

    private static String nextPort(String hostPort) {
        var colon = hostPort.lastIndexOf(':');
        return hostPort.substring(0, colon + 1) + (Integer.parseInt(hostPort.substring(colon + 1)) + 1);
    }

    private int make() {
        var folder = Path.of(target);
        var setup = new ClusterSetup(folder);
        try {
            var id = setup.make(new java.util.TreeSet<>(peers.keySet()));
            for (var node : peers.keySet()) {
                Files.writeString(setup.folder(node).resolve("quorated.conf"), settings(node));
            }
            out.println("cluster " + cluster + " (" + id + "): " + peers.keySet() + " under " + folder);
            out.println(
                    "Copy " + folder + "/NODE to each node as /etc/quorate, then there: crm cluster start");
            return 0;
        } catch (IOException e) {
            err.println("quorated setup: " + e.getMessage());
            return Quorated.REFUSED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Quorated.REFUSED;
        }
    }

    private String settings(NodeName node) {
        var text = new StringBuilder("""
                # Settings of quorated on this node. All else is in the cluster: crm configure show.
                # Paths are relative to the folder of this file.
                """);
        text.append("cluster = ").append(cluster).append('\n').append("node = ").append(node).append('\n');
        text.append("data = data\n");
        text.append("run = ").append(run.replace("%n", node.value())).append('\n');
        text.append("log = ").append(log.replace("%n", node.value())).append('\n');
        text.append("security = ").append(security).append('\n');
        text.append("\n# peer.NAME = node|arbiter LOG-ADDRESS HEARTBEAT-ADDRESS...\n");
        peers.forEach(
                (name, peer) -> text.append("peer.").append(name).append(" = ").append(peer).append('\n'));
        return text.toString();
    }
}
