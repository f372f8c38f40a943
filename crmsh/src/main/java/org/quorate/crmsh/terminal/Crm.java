package org.quorate.crmsh.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.quorate.crmsh.client.DaemonPlace;
import org.quorate.crmsh.commands.ExitStatus;
import org.quorate.crmsh.commands.Session;
import org.quorate.crmsh.commands.Shell;
import org.quorate.crmsh.language.Lexer;

/**
 * The operator's shell, {@code crm}: one command given as arguments, a file or standard input of commands, or
 * a prompt. The code that reads a keyboard is loaded only for the prompt, because the others should start
 * fast.
 */
public final class Crm {

    private Crm() {}

    /** Exit codes: 0 done, 1 refused or failed, 2 usage. */
    public static void main(String[] arguments) {
        try (var screen = new PlainScreen(System.getenv())) {
            ExitStatus status;
            try {
                status = run(List.of(arguments), screen);
            } catch (IOException e) {
                screen.errorLine("error: " + e.getMessage());
                status = ExitStatus.REFUSED;
            }
            screen.flush();
            // No waiting for threads that a library may have left.
            Runtime.getRuntime().halt(status.code());
        }
    }

    private static ExitStatus run(List<String> arguments, PlainScreen screen) throws IOException {
        var parsed = CommandLine.parse(arguments);
        // Not in the switch: the first switch over patterns takes longer than all else of a short command.
        if (parsed instanceof CommandLine.Result.Run(var line)) {
            return run(line, screen);
        }
        return switch (parsed) {
            case CommandLine.Result.Wrong(var message) -> {
                screen.errorLine("error: " + message);
                yield ExitStatus.USAGE;
            }
            case CommandLine.Result.ShowVersion() -> {
                screen.line("crm " + version());
                yield ExitStatus.DONE;
            }
            case CommandLine.Result.Run run -> run(run.line(), screen);
        };
    }

    private static ExitStatus run(CommandLine line, PlainScreen screen) throws IOException {
        screen.setColours(line.colours());
        boolean isPrompt = line.script().isEmpty() && screen.isKeyboard()
                && (line.words().isEmpty() || isLevel(line.words()));
        var place = DaemonPlace.find(line.options().settingsFile(), line.options().socketFile(),
                System.getenv());
        if (isPrompt) {
            return new Prompt(line, place, screen).run();
        }
        boolean isOneShot = !line.words().isEmpty();
        try (var session = new Session(screen, line.options(), place)) {
            var shell = new Shell(session);
            var status = isOneShot ? shell.run(Lexer.words(line.words())) : ExitStatus.DONE;
            if (!isOneShot || shell.isBelowRoot()) {
                status = status
                        .and(shell.runAll(session.read(line.script().isEmpty() ? "-" : line.script())));
            }
            return status.and(shell.leave());
        }
    }

    /** A level alone, as in {@code crm configure}, asks for a prompt there. */
    private static boolean isLevel(List<String> words) {
        return words.size() == 1 && org.quorate.crmsh.commands.RootLevel.LEVELS
                .contains(words.getFirst().toLowerCase(Locale.ROOT));
    }

    private static String version() {
        try (var in = Crm.class.getResourceAsStream("/org/quorate/crmsh/version")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
