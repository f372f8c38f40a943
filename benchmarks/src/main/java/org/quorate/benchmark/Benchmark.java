package org.quorate.benchmark;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.quorate.benchmark.Command.Took;
import org.quorate.codec.CibXml;
import org.quorate.scale.ScaleCib;
import org.quorate.scale.Size;
import org.quorate.scale.Variant;

/**
 * {@code ./verify --benchmark [SIZE|proportion]}: a table of how long decisions take, beside
 * {@code crm_simulate}, and one of how that grows with the size of the cluster.
 */
public final class Benchmark {

    private static final long SEED = 1;
    private static final Path PEER = Path.of("/usr/sbin/crm_simulate");
    private static final String HEAD = """
            Times are in ms. decision: one warm decision, processor time with that of the collector, the least
            of several seconds. us/item: of it, for each resource, constraint, action, recorded operation.
            crm_simulate (--run --xml-file) and crm simulate (--input) are whole processes, run by turns up to
            7 times: least / median, of processor time and by the clock. ratio: crm_simulate / decision, least
            processor times, goal 10 or more. process: crm simulate / crm_simulate, least processor time and
            least by the clock, goal 1 or less from 16x500 on. Load: %s.

            | size | state | resources | constraints | actions | recorded | decision | us/item | \
            crm_simulate processor | \
            crm_simulate clock | ratio | crm simulate processor | crm simulate clock | process |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|""";

    private final PrintStream out;
    private final Path folder;
    private final Path crm;

    private Benchmark(PrintStream out, Path folder, Path crm) {
        this.out = out;
        this.folder = folder;
        this.crm = crm;
    }

    /** @param words the folder for the generated files, the program crm, and perhaps a size or proportion */
    public static void main(String[] words) throws IOException, RunnerException {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        if (words.length > 2 && words[2].equals("proportion")) {
            new Proportion(out).print(SEED);
            return;
        }
        var sizes = words.length > 2 ? Size.parse(words[2]).map(List::of).orElse(List.of()) : Size.ALL;
        if (words.length < 2 || sizes.isEmpty()) {
            out.println("benchmark: expected proportion, or a size: NODESxRESOURCES, resources by tens, "
                    + "such as 16x500");
            System.exit(2);
        }
        var folder = Files.createDirectories(Path.of(words[0]));
        new Benchmark(out, folder, Path.of(words[1])).run(sizes);
        if (sizes.equals(Size.ALL)) {
            out.println();
            new Proportion(out).print(SEED);
        }
    }

    private void run(List<Size> sizes) throws IOException, RunnerException {
        if (!Files.isExecutable(PEER)) {
            out.println("No comparison: " + PEER + " is not installed (Debian: pacemaker-cli-utils).");
        }
        out.println(HEAD.formatted(load()));
        for (var size : sizes) {
            for (var variant : Variant.values()) {
                row(size, variant);
            }
        }
        out.println("Load: " + load() + ".");
    }

    /** Of the last minute, 5 and 15 minutes: what else the machine did. */
    private static String load() throws IOException {
        var file = Path.of("/proc/loadavg");
        return Files.isReadable(file)
                ? String.join(" ", List.of(Files.readString(file).split(" ", -1)).subList(0, 3))
                : "not known";
    }

    private void row(Size size, Variant variant) throws IOException, RunnerException {
        var cib = ScaleCib.of(SEED, size, variant);
        var file = folder.resolve(size + "-" + variant.name().toLowerCase(Locale.ROOT) + ".xml");
        Files.write(file, CibXml.write(cib));
        var work = Workload.of(cib);
        var decision = decision(file);
        var duel = Duel.of(program(PEER, "--run", "--xml-file", file.toString()),
                program(crm, "simulate", "--input", file.toString()));
        var cells = new ArrayList<>(List.of(size.toString(),
                variant.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                Integer.toString(work.resources()), Integer.toString(work.constraints()),
                Integer.toString(work.actions()), Integer.toString(work.recorded())));
        cells.addAll(List.of(text(decision), text(1000 * decision / work.items()),
                text(duel.first(), Took::processor), text(duel.first(), Took::wall),
                least(duel.first(), Took::processor).map(peer -> text(peer / decision)).orElse("-"),
                text(duel.second(), Took::processor), text(duel.second(), Took::wall),
                process(duel, Took::processor) + ", " + process(duel, Took::wall)));
        out.println("| " + String.join(" | ", cells) + " |");
    }

    private static Optional<Command> program(Path program, String... words) {
        var line = new ArrayList<>(List.of(program.toString()));
        line.addAll(List.of(words));
        return Files.isExecutable(program) ? Optional.of(new Command(line)) : Optional.empty();
    }

    private static double decision(Path file) throws RunnerException {
        var options = new OptionsBuilder().include(DecisionBenchmark.class.getSimpleName())
                .param("file", file.toString()).addProfiler(ProcessorTime.class)
                .verbosity(VerboseMode.SILENT).build();
        var result = new Runner(options).runSingle();
        return result.getSecondaryResults().get(ProcessorTime.NAME).getScore();
    }

    private static String text(List<Took> times, ToDoubleFunction<Took> which) {
        return Duel.leastAndMedian(times, which).map(both -> text(both[0]) + " / " + text(both[1]))
                .orElse("none in " + Command.LIMIT_SECONDS + " s");
    }

    private static Optional<Double> least(List<Took> times, ToDoubleFunction<Took> which) {
        return Duel.leastAndMedian(times, which).map(both -> both[0]);
    }

    private static String process(Duel duel, ToDoubleFunction<Took> which) {
        return least(duel.second(), which)
                .flatMap(own -> least(duel.first(), which).map(peer -> text(own / peer))).orElse("-");
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }
}
