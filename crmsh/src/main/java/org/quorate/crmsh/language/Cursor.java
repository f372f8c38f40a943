package org.quorate.crmsh.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quorate.model.Problem;
import org.quorate.model.ResourceId;
import org.quorate.model.Suggestion;

/** Walks the words of one statement and collects what is wrong with it. */
final class Cursor {

    private final List<Token> words;
    private final List<Problem> problems;
    private int next;

    /** @param words at least one: the keyword, which is taken already */
    Cursor(List<Token> words, List<Problem> problems) {
        this.words = new ArrayList<>(words);
        this.problems = problems;
        this.next = 1;
    }

    Token keyword() {
        return words.getFirst();
    }

    boolean atEnd() {
        return next >= words.size();
    }

    /** The next word, still there. Only where one is left. */
    Token peek() {
        return words.get(next);
    }

    /** Takes the colon off the end of the next word. */
    void dropColon() {
        var token = peek();
        words.set(next, new Token(Scores.word(token), token.line(), token.column()));
    }

    Token take() {
        return words.get(next++);
    }

    boolean peekIs(String word) {
        return !atEnd() && peek().is(word);
    }

    boolean peekIsOneOf(Set<String> lowerCaseWords) {
        return !atEnd() && lowerCaseWords.contains(peek().text().toLowerCase(java.util.Locale.ROOT));
    }

    boolean takeIf(String word) {
        boolean there = peekIs(word);
        next += there ? 1 : 0;
        return there;
    }

    /** The words that are left, still there. */
    List<Token> rest() {
        return words.subList(next, words.size());
    }

    /** Walks some words of the statement by themselves, behind its keyword. */
    Cursor within(List<Token> some) {
        var all = new ArrayList<Token>();
        all.add(keyword());
        all.addAll(some);
        return new Cursor(all, problems);
    }

    void skipRest() {
        next = words.size();
    }

    void problem(Token at, String message) {
        problems.add(at.problem(message));
    }

    /** Complains after the last word when nothing is left, else about the next word. */
    void expected(String what) {
        if (atEnd()) {
            var last = words.getLast();
            var end = new Token("", last.line(), last.column() + last.text().length());
            problem(end, keyword().text() + ": " + what + " is missing");
        } else {
            problem(peek(), keyword().text() + ": expected " + what + ", got '" + peek() + "'");
        }
    }

    /** Takes an id; empty, with a problem, where there is none or it is malformed. */
    Optional<ResourceId> takeId(String what) {
        if (atEnd()) {
            expected(what);
            return Optional.empty();
        }
        var token = take();
        if (!ResourceId.isValid(token.text())) {
            problem(token, "'" + token + "' is not " + what
                    + " (letters, digits, '_', '.', '-', beginning with a letter or '_')");
            return Optional.empty();
        }
        return Optional.of(new ResourceId(token.text()));
    }

    /** Names every word that is left over. */
    void expectEnd(Set<String> rightWords) {
        while (!atEnd()) {
            var token = take();
            problem(token, keyword().text() + ": unexpected '" + token + "'"
                    + Suggestion.hint(token.text(), rightWords));
        }
    }

    void notSupported(Token at, String what) {
        problem(at, what + " not supported yet");
    }
}
