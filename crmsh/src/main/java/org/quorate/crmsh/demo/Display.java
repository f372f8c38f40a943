package org.quorate.crmsh.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Where the story is told: lines that stay, each with its time, and where it is a terminal a table that
 * changes.
 */
sealed interface Display extends AutoCloseable permits LiveDisplay, PlainDisplay, SilentDisplay {

    int WIDTH = 80;

    /** One for the place this program writes to. */
    static Display open(boolean isTerminal) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        return isTerminal ? new LiveDisplay(out) : new PlainDisplay(out);
    }

    /** A line without time: what comes next, what was found. */
    void say(String text);

    /** What begins now; stands out. */
    void heading(String text);

    /** What has happened just now. */
    void event(String who, String what);

    /** What is the case; shown at the foot of the screen until it is replaced. */
    void table(List<String> lines);

    @Override
    void close();

    /** Seconds since the beginning, before whom and what. */
    static String stamped(long startNanos, String who, String what) {
        return String.format(Locale.ROOT, "%7.2f  %-7s %s", (System.nanoTime() - startNanos) / 1e9, who,
                what);
    }

    static String cut(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
    }
}
