package org.quorate.crmsh.language;

import java.util.ArrayList;
import java.util.List;
import org.quorate.model.Problem;

/**
 * Splits text into logical lines and words: physical lines that end in {@code \} are joined, a line that
 * begins with {@code #} is a comment, and quotes and backslashes work as in a POSIX shell (in double quotes
 * a backslash protects only {@code "} and {@code \}). A quote may span lines. What follows the word
 * {@code xml} is one word, as it stands.
 */
public final class Lexer {

    private final String text;
    private final List<List<Token>> lines = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private List<Token> words = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private Lexer(String text) {
        this.text = text;
    }

    /**
     * What was read.
     *
     * @param lines the logical lines, none of them empty
     * @param problems quotes that are never closed
     */
    public record Lexed(List<List<Token>> lines, List<Problem> problems) {

        public Lexed {
            lines = List.copyOf(lines);
            problems = List.copyOf(problems);
        }
    }

    public static Lexed lex(String text) {
        var lexer = new Lexer(text);
        lexer.run();
        return new Lexed(lexer.lines, lexer.problems);
    }

    /** Words that a shell has split already (the arguments of a command), as if typed with single blanks. */
    public static List<Token> words(List<String> arguments) {
        var words = new ArrayList<Token>();
        int column = 1;
        for (var argument : arguments) {
            words.add(new Token(argument, 0, column));
            column += argument.length() + 1;
        }
        return words;
    }

    private void run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                endLogicalLine();
                newLine();
            } else if (isContinuation()) {
                at += text.charAt(at + 1) == '\r' ? 2 : 1;
                newLine();
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '#' && words.isEmpty()) {
                skipComment();
            } else if (c == '<' && words.size() == 1 && words.getFirst().is("xml")) {
                restOfLine();
            } else {
                word();
            }
        }
        endLogicalLine();
    }

    private boolean isContinuation() {
        return text.charAt(at) == '\\' && (text.startsWith("\n", at + 1) || text.startsWith("\r\n", at + 1));
    }

    private void newLine() {
        at++;
        line++;
        lineStart = at;
    }

    private void endLogicalLine() {
        if (!words.isEmpty()) {
            lines.add(List.copyOf(words));
            words = new ArrayList<>();
        }
    }

    private void skipComment() {
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
    }

    /** An element stands as it is, quotes and all. */
    private void restOfLine() {
        int startLine = line;
        int startColumn = at - lineStart + 1;
        var rest = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '\n') {
            if (isContinuation()) {
                at += text.charAt(at + 1) == '\r' ? 2 : 1;
                newLine();
                rest.append(' ');
            } else {
                rest.append(text.charAt(at));
                at++;
            }
        }
        words.add(new Token(rest.toString().strip(), startLine, startColumn));
    }

    private void word() {
        int startLine = line;
        int startColumn = at - lineStart + 1;
        var word = new StringBuilder();
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && !isContinuation()) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                quoted(c, word);
            } else if (c == '\\' && at + 1 < text.length()) {
                word.append(text.charAt(at + 1));
                at += 2;
            } else {
                word.append(c);
                at++;
            }
        }
        words.add(new Token(word.toString(), startLine, startColumn));
    }

    private void quoted(char quote, StringBuilder word) {
        int end = closing(quote);
        if (end < 0) {
            problems.add(new Token("", line, at - lineStart + 1)
                    .problem("the quote " + quote + " opened here is never closed"));
            end = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
        }
        at++;
        while (at < end) {
            char c = text.charAt(at);
            if (c == '\\' && quote == '"' && at + 1 < end && isProtected(text.charAt(at + 1))) {
                word.append(text.charAt(at + 1));
                at += 2;
            } else if (c == '\n') {
                word.append(c);
                newLine();
            } else {
                word.append(c);
                at++;
            }
        }
        at = end < text.length() && text.charAt(end) == quote ? end + 1 : end;
    }

    private int closing(char quote) {
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                return i;
            }
            if (c == '\\' && quote == '"' && i + 1 < text.length() && isProtected(text.charAt(i + 1))) {
                i++;
            }
        }
        return -1;
    }

    private static boolean isProtected(char c) {
        return c == '"' || c == '\\';
    }
}
