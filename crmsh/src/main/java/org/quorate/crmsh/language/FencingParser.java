package org.quorate.crmsh.language;

import java.util.ArrayList;
import java.util.List;
import org.quorate.model.Extras;
import org.quorate.model.FencingLevel;
import org.quorate.model.FencingLevel.Target;
import org.quorate.model.NodeEntry;

/**
 * Reads {@code fencing_topology {TARGET DEVICES ...}}, the target being {@code NODE:},
 * {@code pattern:REGEX} or {@code attr:NAME=VALUE}, and the devices of one level joined by commas. Levels
 * without a target are for every node that is known, or for whatever node there is.
 */
final class FencingParser {

    private static final String PATTERN = "pattern:";
    private static final String ATTRIBUTE = "attr:";

    private final Cursor cursor;
    private final List<NodeEntry> nodes;
    private final List<FencingLevel> levels = new ArrayList<>();

    FencingParser(Cursor cursor, List<NodeEntry> nodes) {
        this.cursor = cursor;
        this.nodes = nodes;
    }

    List<FencingLevel> read() {
        if (cursor.atEnd()) {
            cursor.expected("a fence device, or a node and a colon");
        }
        var targets = everywhere();
        while (!cursor.atEnd()) {
            var named = target(cursor.peek());
            if (!named.isEmpty()) {
                cursor.take();
                targets = named;
            }
            var devices = new ArrayList<List<String>>();
            while (!cursor.atEnd() && target(cursor.peek()).isEmpty()) {
                devices.add(devices(cursor.take()));
            }
            for (var target : targets) {
                for (int i = 0; i < devices.size(); i++) {
                    levels.add(new FencingLevel("", target, i + 1, devices.get(i), Extras.NONE));
                }
            }
        }
        if (levels.isEmpty()) {
            cursor.problem(cursor.keyword(), "fencing_topology: a fence device is missing");
        }
        return levels;
    }

    /** What a word aims at; nothing where it names devices. */
    private static List<Target> target(Token token) {
        var text = token.text();
        if (text.startsWith(PATTERN)) {
            return List.of(new Target.Pattern(text.substring(PATTERN.length())));
        }
        if (text.startsWith(ATTRIBUTE) && text.indexOf('=') > 0) {
            return List.of(new Target.Attribute(text.substring(ATTRIBUTE.length(), text.indexOf('=')),
                    text.substring(text.indexOf('=') + 1)));
        }
        return text.endsWith(":") && text.length() > 1
                ? List.of(new Target.OfNode(Scores.word(token)))
                : List.of();
    }

    private List<Target> everywhere() {
        return nodes.isEmpty()
                ? List.of(new Target.Pattern(".*"))
                : nodes.stream().map(node -> node.name().value()).sorted()
                        .map(name -> (Target) new Target.OfNode(name)).toList();
    }

    private List<String> devices(Token token) {
        var devices = List.of(token.text().split(",", -1));
        if (devices.stream().anyMatch(String::isEmpty)) {
            cursor.problem(token, "'" + token + "': a device is missing beside a comma");
        }
        return devices;
    }
}
