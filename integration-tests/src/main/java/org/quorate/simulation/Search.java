package org.quorate.simulation;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.quorate.simulation.Simulation.Result;

/** Runs seed after seed on all cores, and tells the story of each that breaks something. */
public final class Search {

    /** After so many failures there is enough to do. */
    private static final int MOST_FAILURES = 20;
    private static final long PROGRESS_MS = 10_000;

    private final Options options;
    private final Supplier<Seams> seams;
    private final PrintStream out;
    private final AtomicLong next;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong steps = new AtomicLong();
    private final Happenings happenings = new Happenings();
    private final ConcurrentSkipListMap<Long, Result> failures = new ConcurrentSkipListMap<>();
    private final long begun = System.nanoTime();

    Search(Options options, PrintStream out) {
        this(options, out, Seams::new);
    }

    /** @param seams of each run; a test of the search plants a bug there */
    Search(Options options, PrintStream out, Supplier<Seams> seams) {
        this.options = options;
        this.seams = seams;
        this.out = out;
        this.next = new AtomicLong(options.from());
    }

    /** Exits with 0 when no seed broke anything, 1 when one did, 2 when it did not understand. */
    public static void main(String... arguments) throws InterruptedException {
        try {
            var options = Options.parse(arguments);
            var search = new Search(options, System.out);
            System.exit(options.replay() ? search.replay() : search.run());
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage() + "\nusage: " + Options.USAGE);
            System.exit(2);
        }
    }

    private int replay() {
        var result = run(Scenario.draw(options.from(), options.shapeOf(options.from())),
                Trace.Reader.SOMEBODY);
        result.trace().forEach(out::println);
        return result.violation().isPresent() ? 1 : 0;
    }

    /** What took hold in all that was run. */
    Happenings happenings() {
        return happenings;
    }

    int run() throws InterruptedException {
        var workers = new Thread[options.threads()];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = Thread.ofPlatform().name("search-" + i).start(this::work);
        }
        for (var worker : workers) {
            while (!worker.join(Duration.ofMillis(PROGRESS_MS))) {
                out.println(progress());
            }
        }
        out.println(progress());
        failures.forEach(this::tell);
        return failures.isEmpty() ? 0 : 1;
    }

    private void work() {
        for (long seed = next.getAndIncrement(); isWanted(seed); seed = next.getAndIncrement()) {
            var result = run(Scenario.draw(seed, options.shapeOf(seed)), Trace.Reader.NOBODY);
            done.incrementAndGet();
            steps.addAndGet(result.steps());
            happenings.add(result.happenings());
            if (result.violation().isPresent()) {
                failures.put(seed, result);
                out.println("seed " + seed + " (" + result.scenario().shape().word() + ") "
                        + result.violation().get().getMessage());
            }
        }
    }

    private Result run(Scenario scenario, Trace.Reader reader) {
        return Simulation.run(scenario, seams.get(), reader);
    }

    private boolean isWanted(long seed) {
        boolean inTime = options.limit().isZero() || System.nanoTime() - begun < options.limit().toNanos();
        return seed - options.from() < options.seeds() && inTime && failures.size() < MOST_FAILURES;
    }

    private String progress() {
        double seconds = (System.nanoTime() - begun) / 1e9;
        return String.format("%d seeds, %.1f a second, %d events each, %d broke something", done.get(),
                done.get() / seconds, steps.get() / Math.max(1, done.get()), failures.size());
    }

    private void tell(long seed, Result failure) {
        var least = new Minimizer(scenario -> run(scenario, Trace.Reader.NOBODY))
                .minimize(failure);
        out.println("\n== seed " + seed + ": " + failure.violation().orElseThrow().getMessage());
        out.println("replay: ./verify --replay " + seed + " --nodes " + failure.scenario().shape().word());
        out.println("least: " + least.scenario().troubles().size() + " of "
                + failure.scenario().troubles().size() + " troubles");
        run(least.scenario(), Trace.Reader.SOMEBODY).trace().forEach(out::println);
    }
}
