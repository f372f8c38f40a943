package org.quorate.crmsh.terminal;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.quorate.crmsh.commands.LiveKnowledge;
import org.quorate.crmsh.commands.Shell;
import org.quorate.crmsh.completion.Completion;
import org.quorate.crmsh.completion.Position;

/** Hands TAB to {@link Completion}. */
final class TabCompleter implements Completer {

    /** A parameter's help is shown again after this long at the earliest. */
    private static final long HELP_NANOS = 60_000_000_000L;

    private final Shell shell;
    private final Completion completion;
    private String shown = "";
    private long shownAt;

    TabCompleter(LiveKnowledge knowledge, Shell shell) {
        this.shell = shell;
        this.completion = new Completion(knowledge);
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        var before = line.words().subList(0, Math.max(0, line.wordIndex())).stream()
                .filter(word -> !word.isEmpty()).toList();
        var word = line.word().substring(0, Math.min(line.wordCursor(), line.word().length()));
        var position = new Position(shell.level().name(), before, word);
        var found = completion.complete(position);
        for (var candidate : found) {
            candidates.add(new Candidate(candidate.text(), candidate.text(), null,
                    candidate.help().isEmpty() ? null : candidate.help(), null, null, candidate.isWhole()));
        }
        if (found.isEmpty()) {
            note(reader, completion.note(position));
        }
    }

    private void note(LineReader reader, String note) {
        long now = System.nanoTime();
        if (!note.isEmpty() && (!note.equals(shown) || now - shownAt > HELP_NANOS)) {
            shown = note;
            shownAt = now;
            reader.printAbove(note);
        }
    }
}
