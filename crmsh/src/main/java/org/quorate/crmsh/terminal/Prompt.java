package org.quorate.crmsh.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jline.reader.EndOfFileException;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.quorate.crmsh.client.DaemonPlace;
import org.quorate.crmsh.commands.ExitStatus;
import org.quorate.crmsh.commands.LiveKnowledge;
import org.quorate.crmsh.commands.Session;
import org.quorate.crmsh.commands.Shell;
import org.quorate.crmsh.language.Lexer;

/** The prompt: reads lines from a keyboard until the person leaves. */
final class Prompt {

    private static final int HISTORY_LINES = 2000;
    /** For a terminal that does not know its own. */
    private static final Size USUAL_SIZE = new Size(80, 24);

    private final CommandLine line;
    private final DaemonPlace place;
    private final PlainScreen plain;
    private boolean wasAtEnd;

    Prompt(CommandLine line, DaemonPlace place, PlainScreen plain) {
        this.line = line;
        this.place = place;
        this.plain = plain;
    }

    ExitStatus run() throws IOException {
        try (var terminal = TerminalBuilder.builder().system(true).dumb(true).build();
                var session = new Session(new TerminalScreen(terminal, plain), line.atPrompt(), place)) {
            if (terminal.getWidth() <= 0) {
                terminal.setSize(USUAL_SIZE);
            }
            var shell = new Shell(session);
            var knowledge = new LiveKnowledge(session, shell);
            var reader = reader(terminal, knowledge, shell);
            shell.run(Lexer.words(line.words()));
            while (!shell.hasEnded()) {
                readAndRun(reader, shell, knowledge);
            }
            return ExitStatus.DONE;
        }
    }

    private static LineReader reader(Terminal terminal, LiveKnowledge knowledge, Shell shell) {
        var parser = new DefaultParser().escapeChars(new char[0]).quoteChars(new char[0]);
        var reader = LineReaderBuilder.builder().terminal(terminal).appName("crm").parser(parser)
                .history(new DefaultHistory()).completer(new TabCompleter(knowledge, shell))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_IGNORE_DUPS, true)
                .option(LineReader.Option.AUTO_FRESH_LINE, true)
                .variable(LineReader.HISTORY_SIZE, HISTORY_LINES)
                .variable(LineReader.HISTORY_FILE_SIZE, HISTORY_LINES).build();
        var file = historyFile(System.getenv());
        try {
            Files.createDirectories(file.getParent());
            reader.setVariable(LineReader.HISTORY_FILE, file);
            History history = reader.getHistory();
            history.attach(reader);
        } catch (IOException e) {
            // Without a place to keep it, the history lasts as long as the shell.
        }
        return reader;
    }

    private static Path historyFile(Map<String, String> environment) {
        var state = environment.getOrDefault("XDG_STATE_HOME", "");
        var folder = state.isEmpty()
                ? Path.of(System.getProperty("user.home", "/"), ".local", "state")
                : Path.of(state);
        return folder.resolve("quorate").resolve("crm-history").toAbsolutePath();
    }

    /** While a command waits, Ctrl-C ends its waiting. */
    private static void runInterruptibly(Terminal terminal, Runnable command) {
        var waiting = Thread.currentThread();
        var before = terminal.handle(Terminal.Signal.INT, _ -> waiting.interrupt());
        try {
            command.run();
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
            var _ = Thread.interrupted();
        }
    }

    private void readAndRun(LineReader reader, Shell shell, LiveKnowledge knowledge) {
        try {
            var text = new StringBuilder(reader.readLine(shell.prompt(knowledge.node())));
            wasAtEnd = false;
            while (text.toString().endsWith("\\")) {
                text.append('\n').append(reader.readLine("   > "));
            }
            runInterruptibly(reader.getTerminal(), () -> shell.runAll(text.toString()));
        } catch (UserInterruptException e) {
            // Ctrl-C gives up the line, and nothing else.
        } catch (EndOfFileException e) {
            // Twice in a row: nobody is there any more, and nobody can be asked what to do with the changes.
            if (wasAtEnd) {
                shell.abandon();
            } else {
                wasAtEnd = true;
                shell.leave();
            }
        }
    }
}
