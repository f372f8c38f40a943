package org.quorate.crmsh.language;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.quorate.model.Problem;

/**
 * Where a text says what. Problems that are found in what a text means name an object
 * ({@code primitive web}); here they get the line and column of the word that is to blame, as far as it can
 * be told.
 */
public final class Places {

    private static final String LINE = "line ";

    private final List<List<Token>> statements;

    private Places(List<List<Token>> statements) {
        this.statements = statements;
    }

    public static Places of(String text) {
        return new Places(Lexer.lex(text).lines());
    }

    /** Whether a statement of the text defines that id, rightly or wrongly. */
    public boolean define(String id) {
        return statements.stream().anyMatch(words -> words.size() > 1 && words.get(1).text().equals(id));
    }

    /** The word that a problem quotes first; empty when it quotes none. */
    public static String blamed(Problem problem) {
        var parts = problem.message().split("'", 3);
        return parts.length < 3 ? "" : parts[1];
    }

    /** The same problem with line and column before it; unchanged when nothing in the text is to blame. */
    public Problem locate(Problem problem) {
        return statement(problem.path().split(" ", 3)).map(words -> word(words, blamed(problem)))
                .map(word -> word.problem(problem.toString())).orElse(problem);
    }

    /** Problems with a line in the order of the text, the others after them. */
    public static List<Problem> inOrder(List<Problem> problems) {
        return problems.stream().sorted(Comparator.comparingInt(Places::line)).toList();
    }

    private static int line(Problem problem) {
        var path = problem.path();
        int comma = path.indexOf(',');
        return path.startsWith(LINE) && comma > 0
                ? Integer.parseInt(path, LINE.length(), comma, 10)
                : Integer.MAX_VALUE;
    }

    private Optional<List<Token>> statement(String[] path) {
        return path.length < 2
                ? Optional.empty()
                : statements.stream().filter(words -> words.getFirst().is(path[0]) && words.stream().skip(1)
                        .anyMatch(word -> says(word, path[1]))).findFirst();
    }

    private static Token word(List<Token> words, String blamed) {
        return words.stream().skip(1).filter(word -> says(word, blamed)).findFirst().orElse(words.getFirst());
    }

    /** The word itself, or the name before its value. */
    private static boolean says(Token word, String wanted) {
        return !wanted.isEmpty() && (word.text().equals(wanted) || word.text().startsWith(wanted + "=")
                || word.text().startsWith(wanted + ":"));
    }
}
