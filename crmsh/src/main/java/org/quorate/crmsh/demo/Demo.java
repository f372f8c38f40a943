package org.quorate.crmsh.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.quorate.crmsh.lab.Isolation;
import org.quorate.crmsh.lab.Lab;
import org.quorate.crmsh.lab.LabPlan;

/**
 * The entry point of {@code crm demo}: three nodes, one service, real failover, on this machine. Nothing
 * of it stays: all nodes and their disks end with this process, however it ends.
 */
public final class Demo {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int BREATH_MS = 1200;

    private static final String HELP = """
            usage: crm demo [--plain] [--no-prompt] [--measure [RUNS]]

            Starts three nodes on this machine, each a quorated of its own in a network namespace
            of its own, loads config-examples/web-vip, and shows what a client lives through: the
            death of the node that serves, its return, a planned move. Then it leaves you at the
            crm prompt of the running cluster; when you quit,
            nothing is left. Needs no root.

              --plain          lines only, no pauses and no prompt: what happens without a terminal
              --no-prompt      end after the story
              --measure [RUNS] take the numbers of docs/measurements.md instead (20 runs of each)
            """;

    private Demo() {}

    /** Runs to its end and returns the exit code: 0 done, 1 failed, 2 usage. */
    public static int run(List<String> arguments) {
        var isTerminal = isTerminal();
        try (var display = Display.open(false)) {
            return switch (DemoOptions.parse(arguments)) {
                case DemoOptions.Help() -> {
                    HELP.lines().forEach(display::say);
                    yield DONE;
                }
                case DemoOptions.Wrong(var message) -> {
                    display.say("crm demo: " + message + "; see crm demo --help");
                    yield USAGE;
                }
                case DemoOptions.Measure(var runs) -> Measurement.run(display, home(), runs);
                case DemoOptions.Show(var looks, var end) -> show(
                        isTerminal && looks == DemoOptions.Looks.AS_ALLOWED, end == DemoOptions.End.PROMPT);
            };
        } catch (IOException e) {
            return failed(e);
        }
    }

    /**
     * Whether a person sits at both ends: without one, JDK 25 gives no console unless told to use jline's.
     */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    private static int failed(IOException e) {
        try (var display = Display.open(false)) {
            display.say("crm demo: " + e.getMessage());
        }
        return FAILED;
    }

    private static Path home() throws IOException {
        var home = LabCluster.homeOfThisProgram().orElseThrow(() -> new IOException(
                "this crm is not part of a distribution: run ./crm demo in a checkout, or bin/crm demo"));
        if (!Files.isReadable(home.resolve(WebVip.FILE))) {
            throw new IOException(
                    home.resolve(WebVip.FILE) + " is missing: the distribution is not complete");
        }
        return home;
    }

    private static int show(boolean isLive, boolean wantsPrompt) throws IOException {
        var home = home();
        try (var lab = Lab.open(LabPlan.of("n1", "n2", "n3"))) {
            var cluster = play(lab, home, isLive);
            if (isLive && wantsPrompt) {
                explainPrompt(cluster);
                Prompt.open(cluster);
            }
        }
        return DONE;
    }

    private static void explainPrompt(LabCluster cluster) {
        try (var display = Display.open(false)) {
            display.say("");
            display.say("The cluster runs on, and this is its crm prompt, on " + Prompt.node(cluster).name()
                    + ". Things to try:");
            display.say("  status --watch      resource why web      node standby n2      help");
            display.say("quit ends the demo; nothing of it stays.");
        }
    }

    private static LabCluster play(Lab lab, Path home, boolean isLive) throws IOException {
        try (var display = Display.open(isLive)) {
            display.heading("Quorate: three nodes, one service, on this machine");
            introduce(display, lab.isolation());
            var cluster = LabCluster.setUp(lab,
                    new LabCluster.Plan("demo", home, List.of(), LabCluster.Security.TLS));
            display.event("lab", "quorated setup has made keys and settings for n1, n2, n3");
            var service = WebVip.of(home, lab);
            List<String> summary;
            try (var stage = new Stage(display, cluster, service)) {
                var story = new Story(display, stage, isLive ? BREATH_MS : 0);
                story.tell();
                summary = story.summary();
            }
            display.table(List.of());
            display.heading("");
            summary.forEach(display::say);
            return cluster;
        }
    }

    private static void introduce(Display display, Isolation isolation) {
        switch (isolation) {
            case Isolation.Namespaces namespaces ->
                display.event("lab", "a bridge, three nodes and a client in "
                        + "namespaces" + (namespaces.asRoot() ? "" : ", without root"));
            case Isolation.LoopbackOnly(var reason) -> {
                display.say(reason);
                display.say(
                        "So the nodes are processes on loopback ports, and a Dummy stands in for "
                                + "the address.");
            }
        }
    }
}
