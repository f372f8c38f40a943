package org.quorate.crmsh.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.quorate.crmsh.language.CrmLanguage.Source;
import org.quorate.model.Extras;
import org.quorate.model.NvSet;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;

/**
 * Reads {@code group ID MEMBER ... {[params|meta] NAME=VALUE ...}} and {@code clone ID MEMBER ...}, with
 * {@code ms} and {@code master} as the older words for a promotable clone.
 */
final class ContainerParser {

    private static final Set<String> KEYWORDS = new TreeSet<>(List.of("params", "meta"));

    private final Cursor cursor;
    private final Source source;

    ContainerParser(Cursor cursor, Source source) {
        this.cursor = cursor;
        this.source = source;
    }

    Optional<Resource> read() {
        var keyword = cursor.keyword().text().toLowerCase(Locale.ROOT);
        var id = PrimitiveParser.id(cursor, source);
        if (id.isEmpty()) {
            cursor.skipRest();
            return Optional.empty();
        }
        var members = members();
        var extras = CrmLanguage.description(cursor, Extras.NONE);
        var params = new ArrayList<NvSet>();
        var meta = new ArrayList<NvSet>();
        while (!cursor.atEnd()) {
            boolean isMeta = cursor.takeIf("meta");
            if (!isMeta) {
                cursor.takeIf("params");
            }
            (isMeta ? meta : params).add(new SetParser(cursor, KEYWORDS).read());
        }
        if (keyword.equals("group")) {
            if (members.isEmpty()) {
                cursor.problem(cursor.keyword(), "group: a group has at least one member");
                return Optional.empty();
            }
            return Optional.of(new Resource.Group(id.get(), members, params, meta, extras));
        }
        if (members.size() != 1) {
            cursor.problem(cursor.keyword(), keyword + ": a clone is of one primitive or one group, not of "
                    + members.size());
            return Optional.empty();
        }
        var form = keyword.equals("clone") ? Resource.Clone.Form.CLONE : Resource.Clone.Form.MS;
        return Optional.of(new Resource.Clone(id.get(), members.getFirst(), form, params, meta, extras));
    }

    private List<ResourceId> members() {
        var members = new ArrayList<ResourceId>();
        while (!cursor.atEnd() && !cursor.peekIsOneOf(KEYWORDS) && cursor.peek().text().indexOf('=') < 0) {
            var token = cursor.peek();
            cursor.takeId("the id of a resource").ifPresent(member -> {
                if (members.contains(member)) {
                    cursor.problem(token, "'" + member + "' is a member twice");
                } else {
                    members.add(member);
                }
            });
        }
        return members;
    }
}
