package org.quorate.state;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.quorate.model.Configuration;
import org.quorate.model.ConfigurationEdits;
import org.quorate.model.EditResult;
import org.quorate.model.Resource;
import org.quorate.model.Validation;

/** Changes of the configuration: whole, valid, or not at all. */
final class ConfigurationChanges {

    private ConfigurationChanges() {}

    static Applied apply(ClusterState state, Command.EditConfiguration edit) {
        var cib = state.cib();
        if (edit.baseVersion() >= 0 && edit.baseVersion() != cib.version()) {
            return Applied.refused(state, "configuration", "changed since: the edit was made against version "
                    + edit.baseVersion() + ", the cluster has version " + cib.version() + "; look again");
        }
        return switch (ConfigurationEdits.apply(cib.current(), edit.edits())) {
            case EditResult.Impossible(var problems) -> Applied.refused(state, problems);
            case EditResult.Edited(var configuration) -> edited(state, edit, configuration);
        };
    }

    private static Applied edited(ClusterState state, Command.EditConfiguration edit,
            Configuration configuration) {
        var problems = Validation.problems(configuration);
        if (!problems.isEmpty()) {
            return Applied.refused(state, problems);
        }
        var ill = WhileRunning.problems(state, configuration);
        if (!ill.isEmpty()) {
            return Applied.refused(state, ill);
        }
        var cib = state.cib();
        var history = new ArrayList<>(cib.history());
        history.add(new ConfigurationChange(cib.version() + 1, edit.at(), edit.origin(), edit.message(),
                edit.edits()));
        var after = state.withCib(new VersionedConfiguration(cib.version() + 1, configuration, history,
                removed(cib, configuration)));
        return Applied.relevant(Owners.reconfigured(state, after));
    }

    /** What was defined before and no longer is; {@link Removed} forgets those that run nowhere. */
    private static List<Resource.Primitive> removed(VersionedConfiguration before, Configuration after) {
        return Stream.concat(before.current().primitives().stream(), before.removed().stream())
                .filter(primitive -> after.primitive(primitive.id()).isEmpty()).toList();
    }
}
