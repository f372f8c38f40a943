package org.quorate.crmsh.simulate;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.quorate.policy.play.Player.Failure;
import org.quorate.policy.play.WhatIf;

/**
 * What the words after {@code crm simulate} ask for.
 *
 * @param date at which the decision is made; without one the date that the input holds, else now
 * @param failures operations that fail while the plan is played
 */
public record SimulateOptions(Source source, Optional<Instant> date, List<WhatIf> whatIfs,
        List<Failure> failures,
        Output output) {

    public SimulateOptions {
        whatIfs = List.copyOf(whatIfs);
        failures = List.copyOf(failures);
    }

    /** Where the state of the cluster comes from. */
    public sealed interface Source {

        /** One file: {@code .xml}, {@code .json} or {@code .crm}. */
        record File(Path path) implements Source {}

        /** The cluster that runs. */
        record Live() implements Source {}

        /** Every {@code NAME.xml} of a directory, each into {@code NAME.json} of another. */
        record Directory(Path inputs, Path out) implements Source {}
    }

    /** How the answer is printed. */
    public enum Format {
        TEXT, JSON
    }

    /** Whether scores are printed. */
    public enum Scores {
        HIDDEN, SHOWN
    }

    /**
     * What is done with the answer.
     *
     * @param graph where a picture of the transition goes
     * @param save where the CIB after the transition goes
     */
    public record Output(Format format, Scores scores, Optional<Path> graph, Optional<Path> save) {}
}
