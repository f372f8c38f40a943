package org.quorate.codec;

import static org.quorate.codec.Json.list;
import static org.quorate.codec.Json.object;
import static org.quorate.codec.Json.texts;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.model.AgentName;
import org.quorate.model.Container;
import org.quorate.model.NvSet;
import org.quorate.model.Operation;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;

/** Resources, in the form that docs/api.md describes. */
final class ResourceJson {

    private ResourceJson() {}

    static Json.Obj json(Resource resource) {
        var fields = switch (resource) {
            case Resource.Primitive primitive -> primitive("primitive", primitive);
            case Resource.Template(var definition) -> primitive("template", definition);
            case Resource.Derived derived -> body(object().put("primitive", derived.id().value())
                    .put("template", derived.template().value()), derived.params(), derived.meta(),
                    derived.operations(), derived.utilization());
            case Resource.Group group -> sets(object().put("group", group.id().value())
                    .put("members", texts(group.members())), group.params(), group.meta());
            case Resource.Clone clone -> sets(
                    object().put(clone.form() == Resource.Clone.Form.MS ? "ms" : "clone", clone.id().value())
                            .put("member", clone.member().value()),
                    clone.params(), clone.meta());
            case Resource.Bundle bundle -> sets(object().put("bundle", bundle.id().value())
                    .put("container", json(bundle.container()))
                    .putUnlessEmpty("members", texts(bundle.members())), List.of(), bundle.meta());
            case Resource.Tag tag ->
                object().put("tag", tag.id().value()).put("objects", texts(tag.objects()));
        };
        return fields.putUnlessEmpty("extras", ExtrasJson.json(resource.extras())).done();
    }

    private static Json.Fields primitive(String keyword, Resource.Primitive primitive) {
        return body(object().put(keyword, primitive.id().value()).put("agent", primitive.agent().toString()),
                primitive.params(), primitive.meta(), primitive.operations(), primitive.utilization());
    }

    private static Json.Fields body(Json.Fields head, List<NvSet> params, List<NvSet> meta,
            List<Operation> operations, List<NvSet> utilization) {
        return sets(head, params, meta).putUnlessEmpty("ops", list(operations, ResourceJson::json))
                .putUnlessEmpty("utilization", list(utilization, NvSetJson::json));
    }

    private static Json.Fields sets(Json.Fields head, List<NvSet> params, List<NvSet> meta) {
        return head.putUnlessEmpty("params", list(params, NvSetJson::json))
                .putUnlessEmpty("meta", list(meta, NvSetJson::json));
    }

    private static Json json(Container container) {
        return object().put("engine", container.engine()).put("options", texts(container.options()))
                .putUnlessEmpty("network", texts(container.network()))
                .putUnlessEmpty("ports", list(container.ports(), Json::texts))
                .putUnlessEmpty("storage", list(container.storage(), Json::texts)).done();
    }

    private static Json json(Operation operation) {
        return object().put("op", operation.name())
                .putUnlessEmpty("attributes", texts(operation.attributes()))
                .putUnlessEmpty("params", NvSetJson.jsonUnlessNone(operation.params()))
                .putUnlessEmpty("further", list(operation.further(), NvSetJson::json))
                .putUnlessEmpty("meta", list(operation.meta(), NvSetJson::json))
                .putUnlessEmpty("extras", ExtrasJson.json(operation.extras())).done();
    }

    static Resource resource(JsonAt in) {
        if (in.has("primitive")) {
            in.only("primitive", "agent", "template", "params", "meta", "ops", "utilization", "extras");
            if (!in.has("template")) {
                return primitive(in, "primitive");
            }
            return new Resource.Derived(id(in, "primitive"), id(in, "template"), params(in), meta(in),
                    in.list("ops", ResourceJson::operation), utilization(in), ExtrasJson.of(in));
        }
        if (in.has("template")) {
            in.only("template", "agent", "params", "meta", "ops", "utilization", "extras");
            return new Resource.Template(primitive(in, "template"));
        }
        if (in.has("group")) {
            in.only("group", "members", "params", "meta", "extras");
            return new Resource.Group(id(in, "group"), members(in), params(in), meta(in), ExtrasJson.of(in));
        }
        if (in.has("clone") || in.has("ms")) {
            in.only("clone", "ms", "member", "params", "meta", "extras");
            var isOld = in.has("ms");
            return new Resource.Clone(id(in, isOld ? "ms" : "clone"), id(in, "member"),
                    isOld ? Resource.Clone.Form.MS : Resource.Clone.Form.CLONE, params(in), meta(in),
                    ExtrasJson.of(in));
        }
        if (in.has("bundle")) {
            in.only("bundle", "container", "members", "meta", "extras");
            return new Resource.Bundle(id(in, "bundle"), container(in.field("container")), members(in),
                    meta(in), ExtrasJson.of(in));
        }
        if (in.has("tag")) {
            in.only("tag", "objects", "extras");
            return new Resource.Tag(id(in, "tag"), in.list("objects", JsonAt::text), ExtrasJson.of(in));
        }
        throw in.wrong("a resource has a field 'primitive', 'template', 'group', 'clone', 'ms', 'bundle' or"
                + " 'tag'");
    }

    private static Resource.Primitive primitive(JsonAt in, String keyword) {
        return new Resource.Primitive(id(in, keyword),
                in.field("agent").parsed("the name of an agent such as ocf:heartbeat:IPaddr2",
                        AgentName::parse),
                params(in), meta(in), in.list("ops", ResourceJson::operation), utilization(in),
                ExtrasJson.of(in));
    }

    private static ResourceId id(JsonAt in, String field) {
        return in.field(field).as(ResourceId::new);
    }

    private static List<ResourceId> members(JsonAt in) {
        return in.list("members", member -> member.as(ResourceId::new));
    }

    private static List<NvSet> params(JsonAt in) {
        return in.list("params", NvSetJson::nvSet);
    }

    private static List<NvSet> meta(JsonAt in) {
        return in.list("meta", NvSetJson::nvSet);
    }

    private static List<NvSet> utilization(JsonAt in) {
        return in.list("utilization", NvSetJson::nvSet);
    }

    private static Container container(JsonAt in) {
        in.only("engine", "options", "network", "ports", "storage");
        return new Container(in.text("engine"), in.texts("options"), in.texts("network"),
                in.list("ports", ResourceJson::mapping), in.list("storage", ResourceJson::mapping));
    }

    private static SortedMap<String, String> mapping(JsonAt in) {
        var all = new TreeMap<String, String>();
        in.names().forEach(key -> all.put(key, in.text(key)));
        return all;
    }

    private static Operation operation(JsonAt in) {
        in.only("op", "attributes", "params", "further", "meta", "extras");
        return new Operation(in.text("op"), in.texts("attributes"),
                in.maybe("params").map(NvSetJson::nvSet).orElse(NvSetJson.NONE),
                in.list("further", NvSetJson::nvSet), in.list("meta", NvSetJson::nvSet), ExtrasJson.of(in));
    }
}
