package org.quorate.crmsh.terminal;

import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp;
import org.quorate.crmsh.commands.Screen;

/** The screen behind the prompt. */
final class TerminalScreen implements Screen {

    private static final int WIDTH = 80;

    private final Terminal terminal;
    private final PlainScreen plain;

    TerminalScreen(Terminal terminal, PlainScreen plain) {
        this.terminal = terminal;
        this.plain = plain;
    }

    @Override
    public void line(String text) {
        terminal.writer().println(text);
        terminal.flush();
    }

    @Override
    public void errorLine(String text) {
        terminal.flush();
        plain.errorLine(text);
    }

    @Override
    public void clear() {
        terminal.puts(InfoCmp.Capability.clear_screen);
        terminal.flush();
    }

    @Override
    public Traits traits() {
        var traits = plain.traits();
        int width = terminal.getWidth() > 0 ? terminal.getWidth() : WIDTH;
        return new Traits(width, true, true, traits.hasColours(), traits.isUnicode());
    }

    @Override
    public Optional<String> ask(String question) {
        try {
            return Optional.of(LineReaderBuilder.builder().terminal(terminal).build().readLine(question));
        } catch (EndOfFileException | UserInterruptException e) {
            return Optional.empty();
        }
    }
}
