package org.quorate.codec;

import static org.quorate.codec.Json.list;
import static org.quorate.codec.Json.object;
import static org.quorate.codec.Json.texts;

import java.util.List;
import java.util.function.Predicate;
import org.quorate.membership.NodeName;
import org.quorate.model.Configuration;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.ConfigurationEdit.Section;
import org.quorate.model.FencingLevel;
import org.quorate.model.NodeEntry;
import org.quorate.model.Problem;
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
                .putUnlessEmpty("resources", list(configuration.resources(), ResourceJson::json))
                .putUnlessEmpty("constraints", list(configuration.constraints(), ConstraintJson::json))
                .putUnlessEmpty("properties", list(configuration.properties(), NvSetJson::json))
                .putUnlessEmpty("rscDefaults", list(configuration.rscDefaults(), NvSetJson::json))
                .putUnlessEmpty("opDefaults", list(configuration.opDefaults(), NvSetJson::json))
                .putUnlessEmpty("fencing", list(configuration.fencing(), ConfigurationJson::json))
                .putUnlessEmpty("extras", ExtrasJson.json(configuration.extras())).done();
    }

    private static Json json(NodeEntry node) {
        return object().put("node", node.name().value()).put("attributes", NvSetJson.json(node.attributes()))
                .putUnlessEmpty("utilization", list(node.utilization(), NvSetJson::json))
                .putUnlessEmpty("extras", ExtrasJson.json(node.extras())).done();
    }

    private static Json json(FencingLevel level) {
        var fields = object().putUnlessEmpty("id", level.id());
        switch (level.target()) {
            case FencingLevel.Target.OfNode(var node) -> fields.put("node", node);
            case FencingLevel.Target.Pattern(var regex) -> fields.put("pattern", regex);
            case FencingLevel.Target.Attribute(var name, var value) ->
                fields.put("attribute", name).put("value", value);
        }
        return fields.put("index", level.index()).put("devices", texts(level.devices()))
                .putUnlessEmpty("extras", ExtrasJson.json(level.extras())).done();
    }

    public static Json editsJson(List<ConfigurationEdit> edits) {
        return list(edits, ConfigurationJson::json);
    }

    public static Json.Obj json(ConfigurationEdit edit) {
        return switch (edit) {
            case ConfigurationEdit.PutResource(var resource) ->
                object().put("edit", "put-resource").put("resource", ResourceJson.json(resource)).done();
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
            case ConfigurationEdit.PutNode(var node) ->
                object().put("edit", "put-node").put("entry", json(node)).done();
            case ConfigurationEdit.SetFencing(var levels) -> object().put("edit", "set-fencing")
                    .put("levels", list(levels, ConfigurationJson::json)).done();
            case ConfigurationEdit.PutForeign(var element) ->
                object().put("edit", "put-element").put("element", ExtrasJson.json(element)).done();
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
        in.only("nodes", "resources", "constraints", "properties", "rscDefaults", "opDefaults", "fencing",
                "extras");
        return new Configuration(in.list("nodes", ConfigurationJson::nodeEntry),
                in.list("resources", ResourceJson::resource),
                in.list("constraints", ConstraintJson::constraint),
                in.list("properties", NvSetJson::nvSet), in.list("rscDefaults", NvSetJson::nvSet),
                in.list("opDefaults", NvSetJson::nvSet), in.list("fencing", ConfigurationJson::level),
                ExtrasJson.of(in));
    }

    private static NodeEntry nodeEntry(JsonAt in) {
        in.only("node", "attributes", "utilization", "extras");
        return new NodeEntry(in.field("node").as(NodeName::new),
                in.maybe("attributes").map(NvSetJson::nvSet).orElse(NvSetJson.NONE),
                in.list("utilization", NvSetJson::nvSet), ExtrasJson.of(in));
    }

    private static FencingLevel level(JsonAt in) {
        in.only("id", "node", "pattern", "attribute", "value", "index", "devices", "extras");
        FencingLevel.Target target;
        if (in.has("node")) {
            target = new FencingLevel.Target.OfNode(in.text("node"));
        } else if (in.has("pattern")) {
            target = new FencingLevel.Target.Pattern(in.text("pattern"));
        } else {
            target = new FencingLevel.Target.Attribute(in.text("attribute"), in.text("value"));
        }
        return new FencingLevel(in.text("id", ""), target, in.count("index"),
                in.list("devices", JsonAt::text), ExtrasJson.of(in));
    }

    public static List<ConfigurationEdit> edits(JsonAt in) {
        return in.items().stream().map(ConfigurationJson::edit).toList();
    }

    public static ConfigurationEdit edit(JsonAt in) {
        return switch (in.text("edit")) {
            case "put-resource" ->
                new ConfigurationEdit.PutResource(ResourceJson.resource(in.field("resource")));
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
            case "put-node" -> new ConfigurationEdit.PutNode(nodeEntry(in.field("entry")));
            case "set-fencing" ->
                new ConfigurationEdit.SetFencing(in.list("levels", ConfigurationJson::level));
            case "put-element" -> new ConfigurationEdit.PutForeign(ExtrasJson.foreign(in.field("element")));
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
