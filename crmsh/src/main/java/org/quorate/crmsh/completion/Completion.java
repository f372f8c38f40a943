package org.quorate.crmsh.completion;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.quorate.model.ConfigurationEdit.Section;

/** What TAB offers at a place of a line. */
public final class Completion {

    private static final List<String> SHOW_SET_DELETE = List.of("show", "set", "delete");

    private final Knowledge knowledge;

    public Completion(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /** The words that begin with what is typed, in the order in which they should be shown. */
    public List<Candidate> complete(Position position) {
        return at(position).stream().filter(candidate -> candidate.text().startsWith(position.word()))
                .filter(candidate -> !candidate.text().startsWith("_")).distinct().toList();
    }

    /**
     * What is worth reading where there is nothing to complete: the help of the parameter before an {@code
     * =}.
     */
    public String note(Position position) {
        boolean isPrimitive = !position.before().isEmpty() && position.before().contains("primitive");
        return isPrimitive && position.word().endsWith("=")
                ? new PrimitiveCompletion(knowledge).help(inConfigure(position))
                : "";
    }

    private static Position inConfigure(Position position) {
        return position.level().isEmpty() && position.before().getFirst().equals("configure")
                ? position.descend()
                : position;
    }

    private List<Candidate> at(Position position) {
        if (position.before().isEmpty()) {
            return firstWord(position.level());
        }
        if (position.level().isEmpty() && knowledge.levels().contains(position.command())) {
            return at(position.descend());
        }
        if (position.command().equals("help")) {
            var topics = new ArrayList<>(firstWord(position.level()));
            knowledge.levels().forEach(level -> topics.add(Candidate.of(level)));
            return topics;
        }
        if (position.command().equals("cd")) {
            return plain(knowledge.levels());
        }
        return switch (position.level()) {
            case "" -> position.command().equals("status") ? plain(List.of("--json", "--watch")) : List.of();
            case "cluster" -> cluster(position, knowledge.nodes());
            case "node" -> node(position);
            case "resource" -> resource(position);
            case "configure" -> new ConfigureCompletion(knowledge).complete(position);
            default -> List.of();
        };
    }

    private List<Candidate> firstWord(String level) {
        var words = new ArrayList<Candidate>();
        if (level.isEmpty()) {
            knowledge.levels().forEach(name -> words.add(Candidate.of(name)));
        } else {
            words.add(Candidate.of("up"));
        }
        knowledge.commands(level).forEach((name, help) -> words.add(new Candidate(name, help)));
        words.add(Candidate.of("help"));
        words.add(Candidate.of("quit"));
        words.sort(java.util.Comparator.comparing(Candidate::text));
        return words;
    }

    static List<Candidate> plain(Collection<String> words) {
        return words.stream().map(Candidate::of).toList();
    }

    /** Without what is on the line already. */
    static List<Candidate> unused(Collection<String> words, Position position) {
        return words.stream().filter(word -> !position.before().contains(word)).map(Candidate::of).toList();
    }

    private static List<Candidate> cluster(Position position, Collection<String> nodes) {
        return switch (position.command()) {
            case "wait", "stop" -> unused(List.of("--timeout"), position);
            case "start" -> unused(List.of("--settings"), position);
            case "remove", "replace" -> position.arguments().isEmpty() ? plain(nodes) : List.of();
            case "add" -> position.arguments().size() == 1 ? plain(List.of("arbiter")) : List.of();
            default -> List.of();
        };
    }

    private List<Candidate> node(Position position) {
        int at = position.arguments().size();
        return switch (position.command()) {
            case "standby" -> {
                var words = new ArrayList<>(unused(knowledge.nodes(), position));
                if (at > 0) {
                    words.addAll(unused(List.of("reboot", "forever"), position));
                }
                yield words;
            }
            case "online" -> unused(knowledge.nodes(), position);
            case "maintenance", "ready", "confirm-dead", "show" ->
                at == 0 ? plain(knowledge.nodes()) : List.of();
            case "attribute", "status-attr" -> switch (at) {
                case 0 -> plain(knowledge.nodes());
                case 1 -> plain(SHOW_SET_DELETE);
                case 2 -> plain(attributes(position.arguments().getFirst()));
                default -> List.of();
            };
            default -> List.of();
        };
    }

    private Collection<String> attributes(String node) {
        return knowledge.configuration().nodes().stream().filter(entry -> entry.name().value().equals(node))
                .flatMap(entry -> entry.attributes().values().keySet().stream()).toList();
    }

    private List<Candidate> resource(Position position) {
        var resources = knowledge.resources();
        int at = position.arguments().size();
        return switch (position.command()) {
            case "start" -> unused(resources.keySet().stream()
                    .filter(id -> resources.getOrDefault(id, List.of()).isEmpty()).toList(), position);
            case "stop", "restart" -> unused(resources.keySet().stream()
                    .filter(id -> !resources.getOrDefault(id, List.of()).isEmpty()).toList(), position);
            case "status", "list", "locate", "manage", "unmanage" -> unused(resources.keySet(), position);
            case "move", "migrate" -> switch (at) {
                case 0 -> plain(resources.keySet());
                case 1 -> plain(knowledge.nodes().stream().filter(node -> !resources
                        .getOrDefault(position.arguments().getFirst(), List.of()).contains(node)).toList());
                default -> List.of();
            };
            case "cleanup", "refresh", "why" -> switch (at) {
                case 0 -> plain(resources.keySet());
                case 1 -> plain(knowledge.nodes());
                default -> List.of();
            };
            case "clear" -> at == 0 ? plain(resources.keySet()) : List.of();
            case "maintenance" -> at == 0 ? plain(resources.keySet()) : plain(List.of("on", "off"));
            case "meta", "param" -> values(position);
            default -> List.of();
        };
    }

    private List<Candidate> values(Position position) {
        var arguments = position.arguments();
        return switch (arguments.size()) {
            case 0 -> plain(knowledge.resources().keySet());
            case 1 -> plain(SHOW_SET_DELETE);
            case 2 -> position.command().equals("meta")
                    ? knowledge.metaAttributes().stream()
                            .map(option -> new Candidate(option.name(), option.meaning())).toList()
                    : parameters(arguments.getFirst());
            case 3 -> position.command().equals("meta")
                    ? knowledge.metaAttributes().stream().filter(o -> o.name().equals(arguments.get(2)))
                            .flatMap(option -> option.values().stream()).map(Candidate::of).toList()
                    : List.of();
            default -> List.of();
        };
    }

    private List<Candidate> parameters(String resource) {
        return knowledge.configuration().primitives().stream()
                .filter(primitive -> primitive.id().value().equals(resource))
                .flatMap(primitive -> knowledge.metadata(primitive.agent().toString()).stream())
                .flatMap(metadata -> metadata.parameters().stream())
                .map(parameter -> new Candidate(parameter.name(), parameter.shortText())).toList();
    }

    /** {@code name=}, or where that is typed, {@code name=value} for each value it may have. */
    static List<Candidate> assignments(List<Knowledge.Option> options, Position position) {
        var words = new ArrayList<Candidate>();
        for (var option : options) {
            var head = option.name() + "=";
            boolean isTyped = position.before().stream().anyMatch(word -> word.startsWith(head));
            if (position.word().startsWith(head)) {
                option.values().forEach(value -> words.add(Candidate.of(head + value)));
            } else if (!isTyped) {
                words.add(new Candidate(head, option.meaning()));
            }
        }
        return words;
    }

    static Section section(String keyword) {
        return switch (keyword) {
            case "rsc_defaults" -> Section.RSC_DEFAULTS;
            case "op_defaults" -> Section.OP_DEFAULTS;
            default -> Section.PROPERTIES;
        };
    }
}
