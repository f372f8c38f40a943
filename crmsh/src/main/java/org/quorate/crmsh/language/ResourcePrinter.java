package org.quorate.crmsh.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.quorate.model.Container;
import org.quorate.model.Extras;
import org.quorate.model.NvSet;
import org.quorate.model.Operation;
import org.quorate.model.Resource;

/** Prints resources, line by line. */
final class ResourcePrinter {

    private static final NvSet NO_PARAMS = NvSet.of(Map.of());

    private final AgentResolver resolver;
    private final List<String> lines = new ArrayList<>();

    private ResourcePrinter(AgentResolver resolver) {
        this.resolver = resolver;
    }

    /** The head line, then one for every part. */
    static List<String> lines(Resource resource, AgentResolver resolver) {
        var printer = new ResourcePrinter(resolver);
        printer.print(resource);
        return printer.lines;
    }

    private void print(Resource resource) {
        switch (resource) {
            case Resource.Primitive primitive -> primitive("primitive", primitive);
            case Resource.Template(var definition) -> primitive("rsc_template", definition);
            case Resource.Derived derived -> {
                head("primitive " + derived.id() + " @" + derived.template(), derived.extras());
                body(derived.params(), derived.meta(), derived.utilization());
                operations(derived.operations(), derived.extras());
            }
            case Resource.Group group -> {
                head("group " + group.id() + members(group), group.extras());
                body(group.params(), group.meta(), List.of());
            }
            case Resource.Clone clone -> {
                var word = clone.form() == Resource.Clone.Form.MS ? "ms " : "clone ";
                head(word + clone.id() + members(clone), clone.extras());
                body(clone.params(), clone.meta(), List.of());
            }
            case Resource.Bundle bundle -> bundle(bundle);
            case Resource.Tag tag -> lines.add("tag " + tag.id() + words(tag.objects()));
        }
    }

    private void head(String head, Extras extras) {
        lines.add(head);
        var description = SetPrinter.description(extras);
        if (!description.isEmpty()) {
            lines.add(description);
        }
    }

    private static String members(Resource container) {
        return words(container.members());
    }

    private static String words(List<?> words) {
        var text = new StringBuilder();
        words.forEach(word -> text.append(' ').append(word));
        return text.toString();
    }

    private void primitive(String keyword, Resource.Primitive primitive) {
        head(keyword + " " + primitive.id() + " " + resolver.shortest(primitive.agent()), primitive.extras());
        body(primitive.params(), primitive.meta(), primitive.utilization());
        operations(primitive.operations(), primitive.extras());
    }

    private void body(List<NvSet> params, List<NvSet> meta, List<NvSet> utilization) {
        params.forEach(set -> lines.add("params" + SetPrinter.print(set)));
        meta.forEach(set -> lines.add("meta" + SetPrinter.print(set)));
        utilization.forEach(set -> lines.add("utilization" + SetPrinter.print(set)));
    }

    private void operations(List<Operation> operations, Extras extras) {
        extras.element("operations").ifPresent(around -> around.attributes()
                .forEach((name, value) -> lines.add("operations $" + name + "=" + Words.value(value))));
        operations.forEach(this::operation);
    }

    private void operation(Operation operation) {
        lines.add("op " + operation.name() + SetPrinter.pairs(operation.attributes()));
        if (!operation.params().equals(NO_PARAMS)) {
            lines.add("op_params" + SetPrinter.print(operation.params()));
        }
        operation.further().forEach(set -> lines.add("op_params" + SetPrinter.print(set)));
        operation.meta().forEach(set -> lines.add("op_meta" + SetPrinter.print(set)));
    }

    private void bundle(Resource.Bundle bundle) {
        head("bundle " + bundle.id(), bundle.extras());
        Container container = bundle.container();
        lines.add(container.engine() + SetPrinter.pairs(container.options()));
        if (!container.network().isEmpty() || !container.ports().isEmpty()) {
            lines.add("network" + SetPrinter.pairs(container.network())
                    + mappings("port-mapping", container.ports()));
        }
        if (!container.storage().isEmpty()) {
            lines.add("storage" + mappings("storage-mapping", container.storage()));
        }
        body(List.of(), bundle.meta(), List.of());
        bundle.members().forEach(member -> lines.add("primitive " + member));
    }

    private static String mappings(String word, List<SortedMap<String, String>> mappings) {
        var text = new StringBuilder();
        mappings.forEach(mapping -> text.append(" \\\n\t\t").append(word).append(SetPrinter.pairs(mapping)));
        return text.toString();
    }
}
