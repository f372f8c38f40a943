package org.quorate.crmsh.commands;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A screen that remembers, and a person who answers what was prepared. */
final class Transcript implements Screen {

    final List<String> out = new ArrayList<>();
    final List<String> err = new ArrayList<>();
    private final ArrayDeque<String> answers = new ArrayDeque<>();
    private boolean hasKeyboard;

    Transcript answering(String... prepared) {
        answers.addAll(List.of(prepared));
        hasKeyboard = true;
        return this;
    }

    @Override
    public void line(String text) {
        out.add(text);
    }

    @Override
    public void errorLine(String text) {
        err.add(text);
    }

    @Override
    public void clear() {
        out.add("(cleared)");
    }

    @Override
    public Traits traits() {
        return new Traits(80, hasKeyboard, hasKeyboard, false, false);
    }

    @Override
    public Optional<String> ask(String question) {
        out.add(question);
        return Optional.ofNullable(answers.poll());
    }
}
