package org.quorate.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.quorate.codec.CibXml;
import org.quorate.scale.ScaleCib;
import org.quorate.scale.Size;
import org.quorate.scale.Variant;

/** {@code ./verify --benchmark [SIZE]}: a table of how long decisions take, beside {@code crm_simulate}. */
public final class Benchmark {

    private static final long SEED = 1;
    private static final Path PEER = Path.of("/usr/sbin/crm_simulate");

    private final PrintStream out;
    private final Path folder;
    private final Path crm;

    private Benchmark(PrintStream out, Path folder, Path crm) {
        this.out = out;
        this.folder = folder;
        this.crm = crm;
    }

    /** @param words the folder for the generated files, the program crm, and perhaps a size */
    public static void main(String[] words) throws IOException, RunnerException {
        var out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true,
                java.nio.charset.StandardCharsets.UTF_8);
        var sizes = words.length > 2 ? Size.parse(words[2]).map(List::of).orElse(List.of()) : Size.ALL;
        if (words.length < 2 || sizes.isEmpty()) {
            out.println("benchmark: a size is NODESxRESOURCES, resources by tens, such as 16x500");
            System.exit(2);
        }
        var folder = Files.createDirectories(Path.of(words[0]));
        new Benchmark(out, folder, Path.of(words[1])).run(sizes);
    }

    private void run(List<Size> sizes) throws IOException, RunnerException {
        if (!Files.isExecutable(PEER)) {
            out.println("No comparison: " + PEER + " is not installed (Debian: pacemaker-cli-utils).");
        }
        out.println("Times are processor time in ms, the least of several runs. ratio: crm_simulate / warm"
                + " decision, goal 10;\nprocess: crm simulate --input / crm_simulate --xml-file, goal 1 or"
                + " less from 16x500 on.");
        out.println("| size | state | resources | constraints | actions | recorded | decision | us/item"
                + " | us/item+record | crm_simulate | ratio | crm simulate | process |");
        out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (var size : sizes) {
            for (var variant : Variant.values()) {
                row(size, variant);
            }
        }
    }

    private void row(Size size, Variant variant) throws IOException, RunnerException {
        var cib = ScaleCib.of(SEED, size, variant);
        var file = folder.resolve(size + "-" + variant.name().toLowerCase(Locale.ROOT) + ".xml");
        Files.write(file, CibXml.write(cib));
        var work = Workload.of(cib);
        var decision = decision(file);
        var peer = Files.isExecutable(PEER)
                ? new Command(List.of(PEER.toString(), "--run", "--xml-file", file.toString())).best()
                : OptionalDouble.empty();
        var process = Files.isExecutable(crm)
                ? new Command(List.of(crm.toString(), "simulate", "--input", file.toString())).best()
                : OptionalDouble.empty();
        var cells = new ArrayList<>(List.of(size.toString(),
                variant.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                Integer.toString(work.resources()), Integer.toString(work.constraints()),
                Integer.toString(work.actions()), Integer.toString(work.recorded())));
        cells.addAll(List.of(text(decision), text(1000 * decision / work.items()),
                text(1000 * decision / work.itemsAndRecords()), text(peer), ratio(peer, decision),
                text(process), ratio(process, peer.orElse(0))));
        out.println("| " + String.join(" | ", cells) + " |");
    }

    private static double decision(Path file) throws RunnerException {
        var options = new OptionsBuilder().include(DecisionBenchmark.class.getSimpleName())
                .param("file", file.toString()).addProfiler(ProcessorTime.class)
                .verbosity(VerboseMode.SILENT).build();
        var result = new Runner(options).runSingle();
        return result.getSecondaryResults().get(ProcessorTime.NAME).getScore();
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? text(value.getAsDouble()) : "-";
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }

    private static String ratio(OptionalDouble value, double base) {
        return value.isPresent() && base > 0 ? text(value.getAsDouble() / base) : "-";
    }
}
