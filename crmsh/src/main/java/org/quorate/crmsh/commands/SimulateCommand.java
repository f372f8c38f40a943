package org.quorate.crmsh.commands;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import org.quorate.cib.Cib;
import org.quorate.codec.CibXml;
import org.quorate.codec.SimulationJson;
import org.quorate.crmsh.drawing.DotDrawing;
import org.quorate.crmsh.drawing.PlanGraph;
import org.quorate.crmsh.drawing.SvgDrawing;
import org.quorate.crmsh.simulate.InputFile;
import org.quorate.crmsh.simulate.LiveCib;
import org.quorate.crmsh.simulate.OptionsReader;
import org.quorate.crmsh.simulate.SimulateOptions;
import org.quorate.crmsh.simulate.SimulateOptions.Format;
import org.quorate.crmsh.simulate.SimulateOptions.Scores;
import org.quorate.crmsh.simulate.SimulateOptions.Source;
import org.quorate.crmsh.simulate.SimulationText;
import org.quorate.policy.Policy;
import org.quorate.policy.play.Player.Failure;
import org.quorate.policy.play.Simulation;
import org.quorate.policy.play.Unchanged;
import org.quorate.policy.play.WhatIf;
import org.quorate.simulate.Batch;

/** {@code crm simulate}: what a cluster would do, and what would come of it. */
final class SimulateCommand {

    static final String USAGE = "--input <file>|--live|--inputs <dir> --out <dir> [<option> ...]";

    private final Session session;
    private final InstantSource clock;

    SimulateCommand(Session session, InstantSource clock) {
        this.session = session;
        this.clock = clock;
    }

    void run(Arguments arguments) {
        var options = options(arguments.texts());
        switch (options.source()) {
            case Source.Directory(var inputs, var out) -> runBatch(inputs, out);
            case Source.File(var file) -> run(options, name(file), read(file));
            case Source.Live() -> {
                session.screen().errorLine(
                        "note: of the running cluster nodes, attributes, what runs where and how often"
                                + " it failed is looked at; not which parameters it was started with");
                var cib = LiveCib.of(session.get("/v1/cib").field("configuration"),
                        session.get("/v1/status"));
                run(options, "live", Unchanged.assume(cib, clock.instant()));
            }
        }
    }

    private static SimulateOptions options(List<String> words) {
        try {
            return OptionsReader.read(words);
        } catch (OptionsReader.Wrong e) {
            throw Refusal.usage("simulate: " + e.getMessage());
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.[a-z]+$", "");
    }

    private static Cib read(Path file) {
        try {
            return InputFile.read(file.toString(), Files.readAllBytes(file));
        } catch (InputFile.Unreadable e) {
            throw Refusal.of(e.problems());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Refusal unreadable(Path file, IOException e) {
        return Refusal.because(file + ": cannot be read ("
                + (e instanceof NoSuchFileException ? "no such file" : e.getMessage()) + ")");
    }

    private void run(SimulateOptions options, String name, Cib cib) {
        var now = options.date().or(() -> Batch.recordedClock(cib)).orElseGet(clock::instant);
        check(options, cib, now);
        var asked = WhatIf.apply(cib, options.whatIfs(), now);
        var simulation = Simulation.of(asked, now, options.failures());
        warn(cib, simulation);
        checkFailures(options.failures(), simulation);
        say(options, name, simulation);
        options.output().graph().ifPresent(file -> write(file, picture(file, simulation)));
        options.output().save().ifPresent(file -> write(file,
                new String(CibXml.write(simulation.cib()), StandardCharsets.UTF_8)));
    }

    /** What is said with its place is not said again without. */
    private void warn(Cib cib, Simulation simulation) {
        var said = new TreeSet<String>();
        for (var warning : InputFile.warnings(cib)) {
            session.screen().errorLine("warning: " + warning);
            said.add(warning.message());
        }
        simulation.plan().warnings().stream()
                .filter(warning -> said.stream().noneMatch(one -> one.startsWith(warning)))
                .forEach(warning -> session.screen().errorLine("warning: " + warning));
    }

    private static void check(SimulateOptions options, Cib cib, Instant now) {
        if (options.whatIfs().isEmpty()) {
            return;
        }
        var cluster = Policy.read(cib, now);
        for (var change : options.whatIfs()) {
            change.problem(cluster).ifPresent(problem -> {
                throw Refusal.because("simulate: " + problem);
            });
        }
    }

    /**
     * A failure that was meant for an operation that does not take place changes nothing; then it was typed
     * wrong.
     */
    private void checkFailures(List<Failure> failures, Simulation simulation) {
        for (var failure : failures) {
            var takesPlace = simulation.plan().steps().stream().map(step -> step.what())
                    .anyMatch(what -> what.task().equals(failure.task())
                            && what.resource().equals(failure.resource())
                            && what.node().equals(failure.node())
                            && what.intervalMs() == failure.intervalMs());
            if (!takesPlace) {
                session.screen().errorLine("warning: " + failure.task() + " of " + failure.resource() + " on "
                        + failure.node() + " does not take place, so it does not fail");
            }
        }
    }

    private void say(SimulateOptions options, String name, Simulation simulation) {
        var showsScores = options.output().scores() == Scores.SHOWN;
        if (options.output().format() == Format.JSON) {
            var json = showsScores
                    ? SimulationJson.withScores(name, simulation)
                    : SimulationJson.json(name, simulation);
            session.say(new String(json.bytes(), StandardCharsets.UTF_8));
            return;
        }
        SimulationText.render(simulation).forEach(session::say);
        if (showsScores) {
            session.say("\nScores:");
            SimulationText.scores(simulation).forEach(line -> session.say("  " + line));
        }
    }

    private static String picture(Path file, Simulation simulation) {
        var graph = PlanGraph.of(simulation.plan());
        return file.toString().endsWith(".dot") ? DotDrawing.draw(graph) : SvgDrawing.draw(graph);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw Refusal.because(file + ": cannot be written (" + e.getMessage() + ")");
        }
    }

    private void runBatch(Path inputs, Path out) {
        try {
            var failures = Batch.run(inputs, out, clock.instant());
            failures.forEach(failure -> session.screen()
                    .errorLine("error: " + failure.name() + ": " + failure.cause().getMessage()));
            if (!failures.isEmpty()) {
                throw Refusal.alreadySaid(ExitStatus.REFUSED);
            }
        } catch (IOException e) {
            throw unreadable(inputs, e);
        }
    }
}
