package org.quorate.crmsh.commands;

import java.util.List;

/**
 * A command of a level.
 *
 * @param usage its arguments, as in {@code <rsc> [<node>]}
 * @param action does it, or ends with a {@link Refusal}
 */
public record Command(String name, List<String> aliases, String usage, Arity arity, Action action) {

    public Command {
        aliases = List.copyOf(aliases);
    }

    /** How many words may follow. */
    public record Arity(int least, int most) {

        static final Arity NONE = new Arity(0, 0);
        static final Arity ANY = new Arity(0, Integer.MAX_VALUE);

        static Arity of(int least, int most) {
            return new Arity(least, most);
        }

        static Arity atLeast(int least) {
            return new Arity(least, Integer.MAX_VALUE);
        }

        boolean allows(int words) {
            return words >= least && words <= most;
        }
    }

    /** What a command does. */
    @FunctionalInterface
    public interface Action {

        void run(Arguments arguments);
    }

    static Command of(String name, String usage, Arity arity, Action action) {
        return new Command(name, List.of(), usage, arity, action);
    }

    Command alias(String... others) {
        return new Command(name, List.of(others), usage, arity, action);
    }
}
