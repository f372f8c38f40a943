package org.quorate.crmsh.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.quorate.model.OptionKind;
import org.quorate.model.ResourceId;
import org.quorate.model.ResourceSet;
import org.quorate.model.Suggestion;

/**
 * Reads sets of resources: {@code a b ( c d ) [ e f ]}. Round brackets mean that the order inside does not
 * count, square ones that moreover one of them is enough; a change of what stands behind the colon (a role or
 * an action) begins another set.
 */
final class SetsParser {

    /** What says that even two resources are meant as a set. */
    static final String FORCED = "_rsc_set_";

    private static final Set<String> OPTIONS = Set.of("sequential", "require-all");

    private final Cursor cursor;
    private final String qualifier;
    private final List<String> words;
    private final List<ResourceSet> sets = new ArrayList<>();
    private List<ResourceId> members = new ArrayList<>();
    private TreeMap<String, String> options = new TreeMap<>();
    private String last = "";
    private char open = ' ';

    /**
     * @param qualifier what stands behind a colon: {@code role} or {@code action}
     * @param words those that are right there
     */
    SetsParser(Cursor cursor, String qualifier, List<String> words) {
        this.cursor = cursor;
        this.qualifier = qualifier;
        this.words = words;
    }

    /**
     * The words up to the end, to the next option of the constraint or to the last, brackets apart from the
     * rest.
     */
    static List<Token> items(Cursor cursor, Predicate<Token> isLast) {
        var items = new ArrayList<Token>();
        while (!cursor.atEnd()) {
            var token = cursor.peek();
            int equals = token.text().indexOf('=');
            if (equals > 0 && !OPTIONS.contains(token.text().substring(0, equals))) {
                break;
            }
            split(cursor.take(), items);
            if (isLast.test(token)) {
                break;
            }
        }
        return items;
    }

    private static void split(Token token, List<Token> items) {
        var text = token.text();
        int start = 0;
        while (start < text.length() && "([{".indexOf(text.charAt(start)) >= 0) {
            items.add(new Token(text.substring(start, start + 1), token.line(), token.column() + start));
            start++;
        }
        int end = text.length();
        while (end > start && ")]}".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        if (end > start) {
            items.add(new Token(text.substring(start, end), token.line(), token.column() + start));
        }
        for (int i = end; i < text.length(); i++) {
            items.add(new Token(text.substring(i, i + 1), token.line(), token.column() + i));
        }
    }

    static boolean isBracket(Token token) {
        return token.text().length() == 1 && "([{)]}".indexOf(token.text().charAt(0)) >= 0;
    }

    List<ResourceSet> read(List<Token> items) {
        for (var token : items) {
            switch (token.text()) {
                case FORCED -> {
                    // said already
                }
                case "(", "[" -> open(token);
                case ")", "]" -> close(token);
                case "{", "}" -> cursor.problem(token, "'" + token + "' does not belong there");
                case String text when text.indexOf('=') > 0 -> option(token);
                default -> member(token);
            }
        }
        if (open != ' ') {
            cursor.problem(items.getLast(), "the bracket '" + open + "' is never closed");
        }
        end();
        return List.copyOf(sets);
    }

    private void open(Token token) {
        if (open != ' ') {
            cursor.problem(token, "a set cannot stand inside another");
        }
        end();
        open = token.text().charAt(0);
    }

    private void close(Token token) {
        var right = open == '(' ? ")" : open == '[' ? "]" : "";
        if (!token.text().equals(right)) {
            cursor.problem(token, right.isEmpty()
                    ? "'" + token + "' closes no bracket"
                    : "'" + token + "' does not close '" + open + "'; '" + right + "' does");
        } else if (members.isEmpty()) {
            cursor.problem(token, "there is no resource between the brackets");
        }
        end();
        open = ' ';
    }

    private void option(Token token) {
        int equals = token.text().indexOf('=');
        var value = token.text().substring(equals + 1);
        if (!OptionKind.isTrue(value) && !OptionKind.FALSE_WORDS.contains(value)) {
            cursor.problem(token, "'" + value + "' is neither true nor false");
        }
        options.put(token.text().substring(0, equals), Boolean.toString(OptionKind.isTrue(value)));
    }

    private void member(Token token) {
        Qualified.of(cursor, token).ifPresent(member -> {
            var word = member.qualifier();
            var known = words.stream().filter(word::equalsIgnoreCase).findFirst();
            if (!word.isEmpty() && known.isEmpty()) {
                cursor.problem(token, "'" + word + "' is no " + qualifier + Suggestion.hint(word, words));
            }
            if (!known.orElse("").equals(last)) {
                end();
                last = known.orElse("");
            }
            members.add(member.id());
        });
    }

    /** Ends the set that is being read. */
    private void end() {
        if (!members.isEmpty()) {
            var said = new TreeMap<String, String>();
            if (open == '(' || open == '[') {
                said.put("sequential", "false");
            }
            if (open == '[') {
                said.put("require-all", "false");
            }
            said.putAll(options);
            said.remove("sequential", "true");
            said.remove("require-all", "true");
            if (!last.isEmpty()) {
                said.put(qualifier, last);
            }
            sets.add(new ResourceSet("", members, said));
        }
        members = new ArrayList<>();
        options = new TreeMap<>();
        last = "";
    }
}
