package org.quorate.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.quorate.model.AgentName;
import org.quorate.model.Constraint;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.NvSet;
import org.quorate.model.Operation;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.model.Score;

/**
 * What a simulated cluster is to run. Resources called {@code ip...} may run on several machines, and so may
 * fence devices, {@code fence...}.
 */
enum Cib {

    ONE, ORDERED, GROUP, WITH_SHARED_ADDRESS;

    private static final AgentName DUMMY = AgentName.parse("ocf:pacemaker:Dummy").orElseThrow();

    List<ConfigurationEdit> edits() {
        var edits = new ArrayList<ConfigurationEdit>();
        switch (this) {
            case ONE -> edits.add(primitive("db"));
            case ORDERED -> {
                edits.add(primitive("db"));
                edits.add(primitive("web"));
                edits.add(new ConfigurationEdit.PutConstraint(new Constraint.Colocation(id("together"),
                        Score.INFINITY, in("web"), in("db"))));
                edits.add(new ConfigurationEdit.PutConstraint(new Constraint.Order(id("first"),
                        Constraint.Kind.MANDATORY, start("db"), start("web"),
                        Constraint.Symmetry.SYMMETRICAL)));
            }
            case GROUP -> {
                edits.add(primitive("db"));
                edits.add(primitive("fs"));
                edits.add(primitive("web"));
                edits.add(new ConfigurationEdit.PutResource(new Resource.Group(id("g"),
                        List.of(id("fs"), id("web")), List.of(), List.of())));
            }
            case WITH_SHARED_ADDRESS -> {
                edits.add(primitive("db"));
                edits.add(primitive("ip", Map.of("exclusivity", "at-least-one")));
            }
        }
        return edits;
    }

    static boolean isAtMostOne(ResourceId resource) {
        return !resource.value().startsWith("ip") && !resource.value().startsWith("fence");
    }

    private static ResourceId id(String name) {
        return new ResourceId(name);
    }

    private static Constraint.ResourceRole in(String name) {
        return new Constraint.ResourceRole(id(name), Role.STARTED);
    }

    private static Constraint.ResourceAction start(String name) {
        return new Constraint.ResourceAction(id(name), Constraint.OrderedAction.START);
    }

    private static ConfigurationEdit primitive(String name) {
        return primitive(name, Map.of());
    }

    private static ConfigurationEdit primitive(String name, Map<String, String> meta) {
        return new ConfigurationEdit.PutResource(new Resource.Primitive(id(name), DUMMY, List.of(),
                meta.isEmpty() ? List.of() : List.of(NvSet.of(meta)),
                operations()));
    }

    /** No agent may take long: time is short. */
    static List<Operation> operations() {
        return List.of(operation("start", "0", "1500ms"), operation("stop", "0", "1500ms"),
                operation("monitor", "0", "700ms"), operation("monitor", "1s", "800ms"));
    }

    private static Operation operation(String name, String interval, String timeout) {
        return new Operation(name, new TreeMap<>(Map.of("interval", interval, "timeout", timeout)),
                NvSet.of(Map.of()));
    }
}
