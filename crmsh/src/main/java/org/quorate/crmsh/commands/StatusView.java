package org.quorate.crmsh.commands;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.quorate.codec.JsonAt;
import org.quorate.crmsh.commands.Paint.Tone;

/**
 * The state of the cluster on a page of at most 80 columns. What is wrong stands out, what is well is short.
 */
final class StatusView {

    private static final int WIDEST = 80;
    private static final int INFINITE = 1_000_000;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final int DAY = 86_400;

    private final Paint paint;
    private final boolean isUnicode;
    private final int width;
    private final List<String> lines = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    StatusView(Screen.Traits traits) {
        this.paint = new Paint(traits.hasColours());
        this.isUnicode = traits.isUnicode();
        this.width = Math.min(WIDEST, traits.width());
    }

    String render(JsonAt status) {
        now = status.field("at").instant();
        head(status);
        nodes(status.list("nodes", node -> node));
        resources(status.list("resources", resource -> resource));
        failures(status.list("resources", resource -> resource));
        pending(status);
        notes(status);
        return String.join("\n", lines);
    }

    private void head(JsonAt status) {
        boolean isQuorate = status.field("quorum").flag("quorate", false);
        var dc = status.maybe("dc").map(JsonAt::text);
        var members = status.list("nodes", node -> node).stream().filter(StatusView::isMember).count();
        var all = status.list("nodes", node -> node).size();
        var head = paint.as(Tone.STRONG, status.text("cluster", "cluster")) + "  "
                + (isQuorate ? paint.as(Tone.GOOD, "quorate") : paint.as(Tone.BAD, "NO QUORUM")) + dot()
                + members + " of " + all + " nodes" + dot()
                + dc.map(node -> "DC " + node).orElse(paint.as(Tone.WARNING, "no DC")) + dot()
                + activity(status);
        var seenBy = "  (seen by " + status.text("node") + ")";
        boolean hasRoom = Paint.columns(head) + seenBy.length() <= width;
        lines.add(hasRoom ? head + paint.as(Tone.QUIET, seenBy) : head);
        if (status.flag("maintenance", false)) {
            lines.add(paint.as(Tone.WARNING,
                    "The whole cluster is in maintenance: nothing is started, stopped or"
                            + " watched."));
        }
        status.list("unsafe", JsonAt::text).forEach(text -> wrapped(mark('!') + " UNSAFE: ", text, Tone.BAD));
    }

    private String activity(JsonAt status) {
        if (status.flag("settled", false)) {
            return paint.as(Tone.GOOD, "settled");
        }
        return paint.as(Tone.WARNING, status.maybe("transition")
                .map(transition -> "working (" + transition.whole("done", 0) + " of "
                        + (transition.whole("total", 0) + transition.whole("toCome", 0)) + " actions done)")
                .orElse("working"));
    }

    private static boolean isMember(JsonAt node) {
        var presence = node.text("presence", "");
        return presence.equals("member") || presence.equals("leaving");
    }

    private void nodes(List<JsonAt> nodes) {
        lines.add("");
        int column = column(nodes.stream().map(node -> node.text("node")).toList());
        for (var node : nodes) {
            var presence = node.text("presence", "");
            boolean isArbiter = node.text("kind", "node").equals("arbiter");
            var words = new ArrayList<String>();
            var tone = Tone.GOOD;
            if (node.flag("standby", false)) {
                words.add("standby");
                tone = Tone.WARNING;
            }
            if (node.flag("maintenance", false)) {
                words.add("maintenance");
                tone = Tone.WARNING;
            }
            if (!presence.equals("member")) {
                words.addFirst(presence);
                tone = isMember(node) || presence.equals("left") ? Tone.WARNING : Tone.BAD;
            } else if (words.isEmpty()) {
                words.add("online");
            }
            var details = new ArrayList<String>();
            if (isArbiter) {
                details.add("arbiter");
            }
            node.maybe("since").ifPresent(since -> details.add("for " + ago(since.instant())));
            node.texts("attributes").forEach((name, value) -> {
                if (!name.equals("standby") && !name.equals("maintenance")) {
                    details.add(name + "=" + value);
                }
            });
            var state = String.join(", ", words);
            var head = "  " + paint.as(tone, mark(isMember(node) ? 'o' : '-')) + " "
                    + padded(node.text("node"), column) + "  " + paint.as(tone, padded(state, 12));
            var rest = String.join(", ", details);
            lines.add(head + "  " + paint.as(Tone.QUIET, cut(rest, width - column - 20)));
        }
    }

    private void resources(List<JsonAt> resources) {
        var groups = new HashMap<String, JsonAt>();
        resources.stream().filter(r -> r.has("group")).forEach(r -> groups.put(r.text("group"), r));
        var primitives = resources.stream().filter(resource -> resource.has("primitive")).toList();
        lines.add("");
        if (primitives.isEmpty()) {
            lines.add("  No resources are configured."
                    + paint.as(Tone.QUIET, "  (crm configure primitive ...)"));
            return;
        }
        int column = column(primitives.stream().map(r -> r.text("primitive")).toList());
        var lastGroup = "";
        for (var primitive : primitives) {
            var group = primitive.text("in", "");
            if (!group.isEmpty() && !group.equals(lastGroup)) {
                lines.add("  " + paint.as(Tone.STRONG, group) + paint.as(Tone.QUIET, "  group"));
            }
            lastGroup = group;
            primitive(primitive, column);
        }
    }

    private void primitive(JsonAt primitive, int column) {
        var running = primitive.list("running", place -> place);
        boolean isBad = running.stream().anyMatch(place -> place.flag("failing", false)
                || place.flag("stopFailed", false));
        boolean isStopWanted = primitive.text("targetRole", "Started").equals("Stopped");
        var tone = isBad
                ? Tone.BAD
                : running.isEmpty()
                        ? isStopWanted ? Tone.QUIET : Tone.BAD
                        : running.size() > 1 ? Tone.WARNING : Tone.GOOD;
        var where = running.isEmpty()
                ? isStopWanted ? "stopped, as wanted" : "stopped"
                : running.stream().map(StatusView::place).collect(Collectors.joining(", "));
        var extras = new ArrayList<String>();
        if (!primitive.flag("managed", true)) {
            extras.add("unmanaged");
        }
        if (primitive.flag("maintenance", false)) {
            extras.add("maintenance");
        }
        if (primitive.flag("orphan", false)) {
            extras.add("no longer configured");
        }
        primitive.maybe("pending").map(JsonAt::text).ifPresent(extras::add);
        var extra = extras.isEmpty() ? "" : " (" + String.join(", ", extras) + ")";
        int indent = primitive.has("in") ? 4 : 2;
        var name = padded(primitive.text("primitive"), column);
        int left = width - indent - 2 - column - 2 - where.length() - extra.length();
        lines.add(" ".repeat(indent) + paint.as(tone, mark(running.isEmpty() ? '-' : 'o')) + " " + name + "  "
                + paint.as(tone, where) + paint.as(Tone.WARNING, extra)
                + paint.as(Tone.QUIET, left > 16 ? "  " + cut(primitive.text("agent", ""), left - 2) : ""));
        primitive.list("blocked", JsonAt::text)
                .forEach(why -> wrapped(" ".repeat(indent + 2) + mark('!') + " ", why, Tone.BAD));
    }

    private static String place(JsonAt place) {
        var role = place.text("role", "Started");
        return (role.equals("Started") ? "" : role + " ") + "on " + place.text("node")
                + (place.flag("stopFailed", false)
                        ? " (stop FAILED)"
                        : place.flag("failing", false) ? " (FAILED)" : "");
    }

    private void failures(List<JsonAt> resources) {
        var found = new ArrayList<Runnable>();
        for (var resource : resources) {
            for (var failure : resource.list("failed", item -> item)) {
                found.add(() -> failure(resource.text("primitive", ""), failure));
            }
        }
        if (!found.isEmpty()) {
            lines.add("");
            lines.add(paint.as(Tone.STRONG, "Failures")
                    + paint.as(Tone.QUIET, "  (forget them: crm resource cleanup)"));
            found.forEach(Runnable::run);
        }
    }

    private void failure(String resource, JsonAt failure) {
        var text = new StringBuilder(operation(failure.text("operation", ""))).append(" on ")
                .append(failure.text("node"));
        failure.maybe("status").map(JsonAt::text).ifPresent(status -> text.append(": ").append(
                status.equals("done") ? "exit " + failure.whole("exit", 0) : status.replace('-', ' ')));
        failure.maybe("why").map(JsonAt::text).filter(why -> !why.isEmpty())
                .ifPresent(why -> text.append(", ").append(why));
        long count = failure.whole("count", 0);
        if (count > 1) {
            text.append(" (").append(count >= INFINITE ? "for good" : count + " times").append(')');
        }
        failure.maybe("at").ifPresent(at -> text.append(", ").append(ago(at.instant())).append(" ago"));
        wrapped("  " + mark('x') + " " + resource + ": ", text.toString(), Tone.BAD);
    }

    /** {@code monitor_10000} as {@code monitor every 10s}. */
    private static String operation(String key) {
        int underscore = key.lastIndexOf('_');
        if (underscore < 0 || key.endsWith("_0")) {
            return underscore < 0 ? key : key.substring(0, underscore);
        }
        try {
            return key.substring(0, underscore) + " every " + org.quorate.model.Durations.text(
                    java.time.Duration.ofMillis(Long.parseLong(key.substring(underscore + 1))));
        } catch (NumberFormatException e) {
            return key;
        }
    }

    private void pending(JsonAt status) {
        var pending = status.list("pending", item -> item);
        if (pending.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(paint.as(Tone.STRONG, "Under way"));
        for (var action : pending) {
            var what = action.text("does", "") + (action.has("resource") ? " " + action.text("resource") : "")
                    + (action.has("node") ? " on " + action.text("node") : "")
                    + (action.flag("running", false) ? " now" : "");
            wrapped("  " + mark('>') + " ",
                    what + action.maybe("why").map(why -> ": " + why.text()).orElse(""),
                    Tone.WARNING);
        }
    }

    private void notes(JsonAt status) {
        var fencing = status.list("fencing", item -> item);
        if (!fencing.isEmpty()) {
            lines.add("");
            var last = fencing.getLast();
            wrapped("  ", "Fencing of " + last.text("target") + " " + last.text("ending", "") + " ("
                    + last.text("how", "") + ", " + ago(last.field("at").instant()) + " ago)", Tone.QUIET);
        }
        status.list("notes", JsonAt::text)
                .forEach(note -> wrapped("  " + mark('!') + " ", note, Tone.WARNING));
    }

    // ----- text

    private static final Map<Character, String> MARKS = Map.of('o', "\u25cf", '-', "\u25cb", '!', "\u26a0",
            'x',
            "\u2717", '>', "\u2192");

    private String mark(char kind) {
        return isUnicode
                ? MARKS.getOrDefault(kind, String.valueOf(kind))
                : kind == 'o' ? "*" : String.valueOf(kind);
    }

    private String dot() {
        return isUnicode ? " \u00b7 " : ", ";
    }

    private static int column(List<String> names) {
        return names.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int column) {
        return text + " ".repeat(Math.max(0, column - text.length()));
    }

    private String cut(String text, int room) {
        return text.length() <= room
                ? text
                : text.substring(0, Math.max(0, room - 1)) + (isUnicode ? "\u2026" : "+");
    }

    private void wrapped(String prefix, String text, Tone tone) {
        Wrapping.wrap(prefix, text, width).forEach(line -> lines.add(paint.as(tone, line)));
    }

    /**
     * How long ago, in the largest unit: it needs no time zone, whose rules take longer to load than all
     * else.
     */
    private String ago(Instant at) {
        long seconds = Math.max(0, now.getEpochSecond() - at.getEpochSecond());
        if (seconds < 2 * MINUTE) {
            return seconds + " s";
        }
        if (seconds < 2 * HOUR) {
            return seconds / MINUTE + " min";
        }
        return seconds < 2 * DAY ? seconds / HOUR + " h" : seconds / DAY + " days";
    }
}
