package org.quorate.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What happened, a line each; nothing is put into words where nobody reads it. */
final class Trace {

    /** Who reads it. */
    enum Reader {
        NOBODY, SOMEBODY
    }

    private final Agenda agenda;
    private final Reader reader;
    private final List<String> lines = new ArrayList<>();

    Trace(Agenda agenda, Reader reader) {
        this.agenda = agenda;
        this.reader = reader;
    }

    void add(Object who, Supplier<String> what) {
        if (reader == Reader.SOMEBODY) {
            lines.add(String.format(Locale.ROOT, "%12.6f %-4s %s", agenda.now() / 1e9, who, what.get()));
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
