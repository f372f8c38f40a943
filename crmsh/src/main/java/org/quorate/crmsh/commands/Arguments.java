package org.quorate.crmsh.commands;

import java.util.List;
import java.util.Optional;
import org.quorate.crmsh.language.Token;

/** The words after a command, and the command's own word. */
public record Arguments(Token command, List<Token> words) {

    public Arguments {
        words = List.copyOf(words);
    }

    public int size() {
        return words.size();
    }

    public String text(int index) {
        return words.get(index).text();
    }

    public Optional<String> maybe(int index) {
        return index < words.size() ? Optional.of(text(index)) : Optional.empty();
    }

    public boolean has(String word) {
        return words.stream().anyMatch(token -> token.text().equals(word));
    }

    public List<String> texts() {
        return words.stream().map(Token::text).toList();
    }

    /** All words, the command's first. */
    public List<Token> line() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(command), words.stream()).toList();
    }

    /** The arguments from one on. */
    public List<String> from(int index) {
        return index >= words.size() ? List.of() : texts().subList(index, words.size());
    }
}
