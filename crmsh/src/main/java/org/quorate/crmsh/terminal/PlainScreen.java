package org.quorate.crmsh.terminal;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.quorate.crmsh.commands.Screen;

/** Standard output and error as they are, without a terminal library. */
final class PlainScreen implements Screen, AutoCloseable {

    private static final int WIDTH = 80;
    private static final int NARROWEST = 20;

    private final Map<String, String> environment;
    private final Charset charset;
    private final PrintStream out;
    private final PrintStream err;
    private CommandLine.Colours colours = CommandLine.Colours.AUTO;

    PlainScreen(Map<String, String> environment) {
        this.environment = environment;
        charset = charset(
                System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8")));
        out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, charset);
        err = new PrintStream(new FileOutputStream(FileDescriptor.err), false, charset);
    }

    private static Charset charset(String name) {
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }

    void setColours(CommandLine.Colours wanted) {
        colours = wanted;
    }

    @Override
    public void line(String text) {
        print(out, text);
    }

    @Override
    public void errorLine(String text) {
        print(err, text);
    }

    /** In one write, so that lines of several processes do not mix. */
    private static void print(PrintStream stream, String text) {
        stream.print(text + "\n");
        stream.flush();
    }

    @Override
    public void clear() {
        print(out, traits().isTerminal() ? "\u001b[H\u001b[2J" : "");
    }

    @Override
    public Traits traits() {
        boolean isTerminal = isTerminal(1);
        boolean hasColours = switch (colours) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> isTerminal && environment.getOrDefault("NO_COLOR", "").isEmpty()
                    && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        };
        return new Traits(width(), isTerminal, isKeyboard(), hasColours,
                charset.equals(StandardCharsets.UTF_8));
    }

    private int width() {
        var columns = environment.getOrDefault("COLUMNS", "");
        boolean isNumber = !columns.isEmpty() && columns.length() < 5
                && columns.chars().allMatch(Character::isDigit);
        return isNumber ? Math.max(NARROWEST, Integer.parseInt(columns)) : WIDTH;
    }

    /** Whether somebody can type here: standard input and output are terminals. */
    boolean isKeyboard() {
        return isTerminal(0) && isTerminal(1);
    }

    /** Asks Linux rather than the console of the Java library, which takes a tenth of a second to load. */
    private static boolean isTerminal(int descriptor) {
        try {
            var target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty")
                    || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Optional<String> ask(String question) {
        if (!isKeyboard()) {
            return Optional.empty();
        }
        out.print(question);
        out.flush();
        try {
            var in = new BufferedReader(
                    new InputStreamReader(new FileInputStream(FileDescriptor.in), charset));
            return Optional.ofNullable(in.readLine());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void flush() {
        out.flush();
        err.flush();
    }

    @Override
    public void close() {
        flush();
    }
}
