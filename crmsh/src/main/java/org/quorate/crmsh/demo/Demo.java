package org.quorate.crmsh.demo;

import java.util.List;

/** The entry point of {@code crm demo}. */
public final class Demo {

    private Demo() {}

    /** Runs to its end and returns the exit code. */
    public static int run(List<String> arguments) {
        return arguments.isEmpty() ? 1 : 2;
    }
}
