package org.quorate.crmsh.demo;

import java.io.PrintStream;
import java.util.List;

/**
 * A terminal: lines scroll up, the table stays below them and is drawn anew in its place. Only lines that
 * changed are written. Safe for use by several threads.
 */
final class LiveDisplay implements Display {

    private static final String CLEAR_BELOW = "\033[J";
    private static final String CLEAR_LINE = "\033[K";
    private static final String HIDE_CURSOR = "\033[?25l";
    private static final String SHOW_CURSOR = "\033[?25h";
    private static final String BOLD = "\033[1m";
    private static final String DIM = "\033[2m";
    private static final String PLAIN = "\033[0m";

    private final PrintStream out;
    private final long start = System.nanoTime();
    private List<String> table = List.of();
    private boolean isOpen = true;

    LiveDisplay(PrintStream out) {
        this.out = out;
        out.print(HIDE_CURSOR);
        out.flush();
        // Ctrl-C must not leave a terminal without a cursor.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::close));
    }

    @Override
    public void say(String text) {
        above(text);
    }

    @Override
    public void heading(String text) {
        above(BOLD + text + PLAIN);
    }

    @Override
    public void event(String who, String what) {
        var line = Display.cut(Display.stamped(start, who, what));
        above(DIM + line.substring(0, 7) + PLAIN + line.substring(7));
    }

    private synchronized void above(String line) {
        var all = new StringBuilder(toTop()).append(line).append(CLEAR_LINE).append('\n');
        table.forEach(row -> all.append(row).append(CLEAR_LINE).append('\n'));
        write(all.toString());
    }

    @Override
    public synchronized void table(List<String> lines) {
        if (!isOpen) {
            return;
        }
        var next = lines.stream().map(Display::cut).toList();
        if (next.equals(table)) {
            return;
        }
        var all = new StringBuilder(toTop());
        next.forEach(row -> all.append(row).append(CLEAR_LINE).append('\n'));
        table = next;
        write(all + CLEAR_BELOW);
    }

    private String toTop() {
        return table.isEmpty() ? "" : "\033[" + table.size() + "A\r";
    }

    private void write(String text) {
        out.print(text);
        out.flush();
    }

    /** Takes the table away and gives the cursor back. */
    @Override
    public synchronized void close() {
        if (isOpen) {
            write(toTop() + CLEAR_BELOW + SHOW_CURSOR);
            table = List.of();
            isOpen = false;
        }
    }
}
