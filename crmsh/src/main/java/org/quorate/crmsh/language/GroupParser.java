package org.quorate.crmsh.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.quorate.crmsh.language.CrmLanguage.Source;
import org.quorate.model.NvSet;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;

/** Reads {@code group ID MEMBER ... {[params|meta] NAME=VALUE ...}}. */
final class GroupParser {

    private static final Set<String> KEYWORDS = new TreeSet<>(List.of("params", "meta"));

    private final Cursor cursor;
    private final Source source;

    GroupParser(Cursor cursor, Source source) {
        this.cursor = cursor;
        this.source = source;
    }

    Optional<Resource.Group> read() {
        var id = PrimitiveParser.id(cursor, source);
        if (id.isEmpty()) {
            cursor.skipRest();
            return Optional.empty();
        }
        var members = members();
        var params = new ArrayList<NvSet>();
        var meta = new ArrayList<NvSet>();
        CrmLanguage.refuseDescription(cursor);
        while (!cursor.atEnd()) {
            boolean isMeta = cursor.takeIf("meta");
            if (!isMeta) {
                cursor.takeIf("params");
            }
            (isMeta ? meta : params).add(new SetParser(cursor, KEYWORDS).read());
        }
        if (members.isEmpty()) {
            cursor.problem(cursor.keyword(), "group: a group has at least one member");
            return Optional.empty();
        }
        return Optional.of(new Resource.Group(id.get(), members, params, meta));
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
