package org.quorate.crmsh.demo;

import java.io.PrintStream;
import java.util.List;

/** Lines, for files and pipes. Safe for use by several threads. */
final class PlainDisplay implements Display {

    private final PrintStream out;
    private final long start = System.nanoTime();

    PlainDisplay(PrintStream out) {
        this.out = out;
    }

    @Override
    public void say(String text) {
        write(text);
    }

    @Override
    public void heading(String text) {
        write(text);
    }

    @Override
    public void event(String who, String what) {
        write(Display.stamped(start, who, what));
    }

    /** A table that changes is no use in a file. */
    @Override
    public void table(List<String> lines) {}

    @Override
    public void close() {
        out.flush();
    }

    private synchronized void write(String line) {
        out.println(line);
        out.flush();
    }
}
