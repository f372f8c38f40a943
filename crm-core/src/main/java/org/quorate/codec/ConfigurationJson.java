package org.quorate.codec;

import static org.quorate.codec.Json.list;
import static org.quorate.codec.Json.object;
import static org.quorate.codec.Json.texts;

import java.util.List;
import java.util.function.Predicate;
import org.quorate.membership.NodeName;
import org.quorate.model.AgentName;
import org.quorate.model.Configuration;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.ConfigurationEdit.Section;
import org.quorate.model.NodeEntry;
import org.quorate.model.Operation;
import org.quorate.model.Problem;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;

/**
 * Configurations, edits and problems as JSON, in the form that docs/api.md describes. Reading throws
 * {@link CodecException} with the place of what is wrong.
 */
public final class ConfigurationJson {

    private ConfigurationJson() {}

    // ----- writing

    public static Json.Obj json(Configuration configuration) {
        return object()
                .putUnlessEmpty("nodes", list(configuration.nodes(), ConfigurationJson::json))
                .putUnlessEmpty("resources", list(configuration.resources(), ConfigurationJson::json))
                .putUnlessEmpty("constraints", list(configuration.constraints(), ConstraintJson::json))
                .putUnlessEmpty("properties", list(configuration.properties(), NvSetJson::json))
                .putUnlessEmpty("rscDefaults", list(configuration.rscDefaults(), NvSetJson::json))
                .putUnlessEmpty("opDefaults", list(configuration.opDefaults(), NvSetJson::json)).done();
    }

    private static Json json(NodeEntry node) {
        return object().put("node", node.name().value()).put("attributes", NvSetJson.json(node.attributes()))
                .done();
    }

    public static Json.Obj json(Resource resource) {
        return switch (resource) {
            case Resource.Primitive(var id, var agent, var params, var meta, var operations) -> object()
                    .put("primitive", id.value()).put("agent", agent.toString())
                    .putUnlessEmpty("params", list(params, NvSetJson::json))
                    .putUnlessEmpty("meta", list(meta, NvSetJson::json))
                    .putUnlessEmpty("ops", list(operations, ConfigurationJson::json)).done();
            case Resource.Group(var id, var members, var params, var meta) -> object()
                    .put("group", id.value()).put("members", texts(members))
                    .putUnlessEmpty("params", list(params, NvSetJson::json))
                    .putUnlessEmpty("meta", list(meta, NvSetJson::json)).done();
        };
    }

    private static Json json(Operation operation) {
        return object().put("op", operation.name())
                .putUnlessEmpty("attributes", texts(operation.attributes()))
                .putUnlessEmpty("params", NvSetJson.jsonUnlessNone(operation.params())).done();
    }

    public static Json editsJson(List<ConfigurationEdit> edits) {
        return list(edits, ConfigurationJson::json);
    }

    public static Json.Obj json(ConfigurationEdit edit) {
        return switch (edit) {
            case ConfigurationEdit.PutResource(var resource) ->
                object().put("edit", "put-resource").put("resource", json(resource)).done();
            case ConfigurationEdit.PutConstraint(var constraint) ->
                object().put("edit", "put-constraint").put("constraint", ConstraintJson.json(constraint))
                        .done();
            case ConfigurationEdit.Delete(var ids) ->
                object().put("edit", "delete").put("ids", texts(ids)).done();
            case ConfigurationEdit.SetValues(var section, var values) -> object().put("edit", "set-values")
                    .put("section", word(section)).put("values", NvSetJson.json(values)).done();
            case ConfigurationEdit.UnsetValues(var section, var names) -> object().put("edit", "unset-values")
                    .put("section", word(section)).put("names", texts(names)).done();
            case ConfigurationEdit.SetMeta(var resource, var name, var value) ->
                object().put("edit", "set-meta")
                        .put("resource", resource.value()).put("name", name).put("value", value).done();
            case ConfigurationEdit.UnsetMeta(var resource, var name) -> object().put("edit", "unset-meta")
                    .put("resource", resource.value()).put("name", name).done();
            case ConfigurationEdit.SetNodeAttribute(var node, var name, var value) ->
                object().put("edit", "set-node-attribute").put("node", node.value()).put("name", name)
                        .put("value", value).done();
            case ConfigurationEdit.UnsetNodeAttribute(var node, var name) ->
                object().put("edit", "unset-node-attribute").put("node", node.value()).put("name", name)
                        .done();
            case ConfigurationEdit.Replace(var configuration) ->
                object().put("edit", "replace").put("configuration", json(configuration)).done();
        };
    }

    private static String word(Section section) {
        return switch (section) {
            case PROPERTIES -> "properties";
            case RSC_DEFAULTS -> "rscDefaults";
            case OP_DEFAULTS -> "opDefaults";
        };
    }

    public static Json problems(List<Problem> problems) {
        return list(problems,
                problem -> object().put("path", problem.path()).put("message", problem.message()).done());
    }

    // ----- reading

    public static Configuration configuration(JsonAt in) {
        in.only("nodes", "resources", "constraints", "properties", "rscDefaults", "opDefaults");
        return new Configuration(in.list("nodes", ConfigurationJson::nodeEntry),
                in.list("resources", ConfigurationJson::resource),
                in.list("constraints", ConstraintJson::constraint),
                in.list("properties", NvSetJson::nvSet), in.list("rscDefaults", NvSetJson::nvSet),
                in.list("opDefaults", NvSetJson::nvSet));
    }

    private static NodeEntry nodeEntry(JsonAt in) {
        in.only("node", "attributes");
        return new NodeEntry(in.field("node").as(NodeName::new),
                in.maybe("attributes").map(NvSetJson::nvSet).orElse(NvSetJson.NONE));
    }

    public static Resource resource(JsonAt in) {
        if (in.has("primitive")) {
            in.only("primitive", "agent", "params", "meta", "ops");
            return new Resource.Primitive(in.field("primitive").as(ResourceId::new),
                    in.field("agent").parsed("the name of an agent such as ocf:heartbeat:IPaddr2",
                            AgentName::parse),
                    in.list("params", NvSetJson::nvSet), in.list("meta", NvSetJson::nvSet),
                    in.list("ops", ConfigurationJson::operation));
        }
        if (in.has("group")) {
            in.only("group", "members", "params", "meta");
            return new Resource.Group(in.field("group").as(ResourceId::new),
                    in.list("members", member -> member.as(ResourceId::new)),
                    in.list("params", NvSetJson::nvSet),
                    in.list("meta", NvSetJson::nvSet));
        }
        throw in.wrong("a resource has a field 'primitive' or 'group'");
    }

    private static Operation operation(JsonAt in) {
        in.only("op", "attributes", "params");
        return new Operation(in.text("op"), in.texts("attributes"),
                in.maybe("params").map(NvSetJson::nvSet).orElse(NvSetJson.NONE));
    }

    public static List<ConfigurationEdit> edits(JsonAt in) {
        return in.items().stream().map(ConfigurationJson::edit).toList();
    }

    public static ConfigurationEdit edit(JsonAt in) {
        return switch (in.text("edit")) {
            case "put-resource" -> new ConfigurationEdit.PutResource(resource(in.field("resource")));
            case "put-constraint" ->
                new ConfigurationEdit.PutConstraint(ConstraintJson.constraint(in.field("constraint")));
            case "delete" -> new ConfigurationEdit.Delete(in.list("ids", id -> id.as(ResourceId::new)));
            case "set-values" ->
                new ConfigurationEdit.SetValues(section(in), NvSetJson.nvSet(in.field("values")));
            case "unset-values" ->
                new ConfigurationEdit.UnsetValues(section(in), in.list("names", JsonAt::text));
            case "set-meta" ->
                new ConfigurationEdit.SetMeta(resourceId(in), in.text("name"), in.text("value"));
            case "unset-meta" -> new ConfigurationEdit.UnsetMeta(resourceId(in), in.text("name"));
            case "set-node-attribute" ->
                new ConfigurationEdit.SetNodeAttribute(nodeName(in), in.text("name"), in.text("value"));
            case "unset-node-attribute" ->
                new ConfigurationEdit.UnsetNodeAttribute(nodeName(in), in.text("name"));
            case "replace" -> new ConfigurationEdit.Replace(configuration(in.field("configuration")));
            default -> throw in.field("edit").wrong("there is no edit '" + in.text("edit") + "'");
        };
    }

    private static ResourceId resourceId(JsonAt in) {
        return in.field("resource").as(ResourceId::new);
    }

    private static NodeName nodeName(JsonAt in) {
        return in.field("node").as(NodeName::new);
    }

    private static Section section(JsonAt in) {
        Predicate<Section> named = section -> word(section).equals(in.text("section"));
        return List.of(Section.values()).stream().filter(named).findFirst()
                .orElseThrow(
                        () -> in.field("section").wrong("should be properties, rscDefaults or opDefaults"));
    }

    public static List<Problem> readProblems(JsonAt in) {
        return in.items().stream().map(item -> new Problem(item.text("path", ""), item.text("message")))
                .toList();
    }
}
