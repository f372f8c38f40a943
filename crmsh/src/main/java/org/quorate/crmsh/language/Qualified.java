package org.quorate.crmsh.language;

import java.util.Optional;
import org.quorate.model.ResourceId;

/** A resource with what stands after its colon, a role or an action; empty where nothing does. */
record Qualified(Token token, ResourceId id, String qualifier) {

    /** Empty, with a problem, where it is not the id of a resource. */
    static Optional<Qualified> of(Cursor cursor, Token token) {
        int colon = token.text().indexOf(':');
        var id = colon < 0 ? token.text() : token.text().substring(0, colon);
        if (!ResourceId.isValid(id)) {
            cursor.problem(token, "'" + id + "' is not the id of a resource");
            return Optional.empty();
        }
        return Optional.of(new Qualified(token, new ResourceId(id),
                colon < 0 ? "" : token.text().substring(colon + 1)));
    }
}
