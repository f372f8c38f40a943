package org.quorate.crmsh.commands;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quorate.codec.CodecException;
import org.quorate.crmsh.language.Lexer;
import org.quorate.crmsh.language.Token;
import org.quorate.model.Suggestion;

/**
 * Runs lines of words: finds the level and the command that they mean, runs it, and shows what went wrong.
 * A level's name alone goes there; followed by more words it runs one command of that level and comes back.
 */
public final class Shell {

    private static final List<String> UP = List.of("up", "end", "back");
    private static final List<String> QUIT = List.of("quit", "bye", "exit");
    private static final List<String> HELP = List.of("help", "?", "-h", "--help");

    private final Session session;
    private final RootLevel root;
    private final Map<String, Level> visited = new HashMap<>();
    private final ArrayDeque<Level> path = new ArrayDeque<>();
    private boolean hasEnded;

    public Shell(Session session) {
        this.session = session;
        this.root = new RootLevel(session);
        path.push(root);
    }

    public boolean hasEnded() {
        return hasEnded;
    }

    /** The level that commands are taken for. */
    public Level level() {
        return path.element();
    }

    /** The level of that name. */
    public Level level(String name) {
        return visited.computeIfAbsent(name, wanted -> root.makeLevel(wanted));
    }

    public RootLevel root() {
        return root;
    }

    /** Whether a line has taken the shell to a level and left it there. */
    public boolean isBelowRoot() {
        return path.size() > 1;
    }

    /** Runs a text of lines, all of them even where one fails. */
    public ExitStatus runAll(String text) {
        var lexed = Lexer.lex(text);
        var status = ExitStatus.DONE;
        for (var problem : lexed.problems()) {
            session.screen().errorLine("error: " + problem);
            status = ExitStatus.USAGE;
        }
        for (var line : lexed.lines()) {
            if (!hasEnded) {
                status = status.and(run(line));
            }
        }
        return status;
    }

    /** Runs one line; an empty one does nothing. */
    public ExitStatus run(List<Token> words) {
        if (words.isEmpty()) {
            return ExitStatus.DONE;
        }
        return guarded(() -> {
            session.startLine("crm " + prefix() + words.stream().map(Token::text)
                    .collect(Collectors.joining(" ")));
            interpret(level(), words);
        });
    }

    private String prefix() {
        return isBelowRoot() ? level().name() + " " : "";
    }

    /** Leaves every level; what is not committed is committed, or asked about. */
    public ExitStatus leave() {
        return guarded(() -> {
            while (isBelowRoot() && up()) {
                // One level at a time.
            }
            hasEnded = !isBelowRoot();
        });
    }

    /** Ends at once; what is not committed is lost. */
    public void abandon() {
        hasEnded = true;
    }

    private ExitStatus guarded(Runnable work) {
        try {
            work.run();
            return ExitStatus.DONE;
        } catch (Refusal refusal) {
            refusal.lines().forEach(line -> session.screen().errorLine("error: " + line));
            return refusal.status();
        } catch (CodecException e) {
            session.screen().errorLine("error: the daemon's answer is not understood: " + e.getMessage()
                    + "; are crm and quorated of one version?");
            return ExitStatus.REFUSED;
        }
    }

    private void interpret(Level level, List<Token> words) {
        var word = words.getFirst();
        var rest = words.subList(1, words.size());
        if (isControl(word.text(), rest)) {
            return;
        }
        var names = names(level);
        var match = Names.match(word.text(), names.keySet());
        // Not in the switch: the first switch over patterns takes longer than all else of a short command.
        if (match instanceof Names.Match.One(var name)) {
            follow(level, names.get(name), word, rest);
            return;
        }
        switch (match) {
            case Names.Match.One one -> follow(level, names.get(one.name()), word, rest);
            case Names.Match.Several(var several) -> throw Refusal.usage("'" + word + "' may mean "
                    + String.join(", ", several));
            case Names.Match.None(var hint) -> {
                var fromRoot = names(root).get(word.text());
                if (fromRoot == null) {
                    throw Refusal.usage("unknown command '" + word + "'"
                            + (level == root ? "" : " in " + level.name())
                            + (hint.isEmpty() ? "; see: help" : hint));
                }
                follow(root, fromRoot, word, rest);
            }
        }
    }

    /** A command, or a level to go to. */
    private sealed interface Target {

        record Run(Command command) implements Target {}

        record Enter(String level) implements Target {}
    }

    private Map<String, Target> names(Level level) {
        var names = new HashMap<String, Target>();
        if (level == root) {
            RootLevel.LEVELS.forEach(name -> names.put(name, new Target.Enter(name)));
        }
        for (var command : level.commands()) {
            names.put(command.name(), new Target.Run(command));
            command.aliases().forEach(alias -> names.put(alias, new Target.Run(command)));
        }
        return names;
    }

    private void follow(Level level, @org.jspecify.annotations.Nullable Target target, Token word,
            List<Token> rest) {
        if (target instanceof Target.Run(var command)) {
            if (!rest.isEmpty() && rest.getLast().text().equals("--help")) {
                help(level, List.of(command.name()));
                return;
            }
            if (!command.arity().allows(rest.size())) {
                var usage = command.name() + (command.usage().isEmpty() ? "" : " " + command.usage());
                throw Refusal.usage("usage: crm " + (level == root ? "" : level.name() + " ")
                        + new Manual().usage(level.name(), command.name()).orElse(usage));
            }
            command.action().run(new Arguments(word, rest));
        } else if (target instanceof Target.Enter(var name)) {
            if (rest.isEmpty()) {
                path.push(level(name));
            } else {
                visit(level(name), rest);
            }
        }
    }

    /** Runs one command of another level and comes back. */
    private void visit(Level other, List<Token> words) {
        path.push(other);
        try {
            interpret(other, words);
        } finally {
            path.pop();
        }
        if (!path.contains(other)) {
            other.leave();
        }
    }

    private boolean isControl(String word, List<Token> rest) {
        if (UP.contains(word) && rest.isEmpty()) {
            if (isBelowRoot()) {
                up();
            }
            return true;
        }
        if (QUIT.contains(word) && rest.isEmpty()) {
            leaveOrRefuse();
            return true;
        }
        if (HELP.contains(word)) {
            help(level(), rest.stream().map(Token::text).toList());
            return true;
        }
        if (word.equals("ls") && rest.isEmpty()) {
            names(level()).keySet().stream().sorted().forEach(session::say);
            return true;
        }
        if (word.equals("cd")) {
            cd(rest);
            return true;
        }
        return false;
    }

    private void help(Level level, List<String> topic) {
        session.say(new Manual().topic(level.name(), topic, session.screen().traits()));
    }

    private void leaveOrRefuse() {
        while (isBelowRoot() && up()) {
            // One level at a time.
        }
        hasEnded = !isBelowRoot();
    }

    /** Without a path, and for one that begins with a slash, from the root. */
    private void cd(List<Token> rest) {
        var target = rest.isEmpty() ? "/" : rest.getFirst().text();
        if (target.startsWith("/") && isBelowRoot() && !up()) {
            return;
        }
        for (var step : target.split("/", -1)) {
            if (step.equals("..")) {
                if (isBelowRoot() && !up()) {
                    return;
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                if (!RootLevel.LEVELS.contains(step) || isBelowRoot()) {
                    throw Refusal.usage("there is no level '" + step + "' here"
                            + Suggestion.hint(step, RootLevel.LEVELS));
                }
                path.push(level(step));
            }
        }
    }

    /** False where the level asked to stay. */
    private boolean up() {
        if (!isBelowRoot() || !level().leave()) {
            return false;
        }
        path.pop();
        return true;
    }

    /** {@code crm(live/n1)configure# }. */
    public String prompt(Optional<String> node) {
        return "crm(live" + node.map(name -> "/" + name).orElse("") + ")" + level().name() + "# ";
    }
}
