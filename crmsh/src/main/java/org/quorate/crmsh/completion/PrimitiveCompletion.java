package org.quorate.crmsh.completion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.quorate.agent.AgentMetadata;
import org.quorate.model.AgentName;
import org.quorate.model.Durations;

/** TAB in {@code configure primitive}. */
final class PrimitiveCompletion {

    private static final List<String> KEYWORDS = List.of("params", "meta", "op");
    private static final Set<String> ACTIONS = Set.of("start", "stop", "monitor", "promote", "demote",
            "notify",
            "migrate_to", "migrate_from");

    private final Knowledge knowledge;

    PrimitiveCompletion(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    List<Candidate> complete(Position position) {
        var arguments = position.arguments();
        if (arguments.isEmpty()) {
            return List.of();
        }
        if (arguments.size() == 1) {
            return agents(position.word());
        }
        var metadata = knowledge.metadata(arguments.get(1));
        var words = new ArrayList<Candidate>();
        var keyword = lastKeyword(arguments);
        switch (keyword) {
            case "params" -> words.addAll(Completion.assignments(parameters(metadata), position));
            case "meta" -> words.addAll(Completion.assignments(knowledge.metaAttributes(), position));
            case "op" -> words.addAll(operation(metadata, arguments, position));
            default -> {
                // Right after the agent: the keywords alone.
            }
        }
        boolean isFirstOfKeyword = arguments.getLast().equals("op");
        if (!isFirstOfKeyword && position.word().indexOf('=') < 0) {
            words.addAll(Completion.plain(KEYWORDS));
        }
        return words;
    }

    private static String lastKeyword(List<String> arguments) {
        for (var word : arguments.subList(2, arguments.size()).reversed()) {
            if (KEYWORDS.contains(word)) {
                return word;
            }
        }
        return "";
    }

    /** One segment at a time: {@code ocf:}, then {@code ocf:quorate:}, then the types. */
    private List<Candidate> agents(String word) {
        var words = new TreeSet<String>();
        for (var agent : knowledge.agents()) {
            var name = agent.toString();
            var next = name.indexOf(':', word.length());
            words.add(name.startsWith(word) && next > 0 ? name.substring(0, next + 1) : name);
            if (isBare(agent) && !word.contains(":")) {
                words.add(agent.type());
            }
        }
        return Completion.plain(words);
    }

    private static boolean isBare(AgentName agent) {
        return agent.standard().equals("ocf") || agent.type().startsWith("fence_");
    }

    /** Required ones first. */
    private static List<Knowledge.Option> parameters(Optional<AgentMetadata> metadata) {
        return metadata.map(AgentMetadata::parameters).orElse(List.of()).stream()
                .sorted(Comparator.comparing((AgentMetadata.Parameter parameter) -> !parameter.isRequired())
                        .thenComparing(AgentMetadata.Parameter::name))
                .map(parameter -> new Knowledge.Option(parameter.name(),
                        (parameter.isRequired() ? "required: " : "") + parameter.shortText(),
                        parameter.type().equals("boolean") ? List.of("true", "false") : List.of()))
                .toList();
    }

    private static List<Candidate> operation(Optional<AgentMetadata> metadata, List<String> arguments,
            Position position) {
        var actions = metadata.map(AgentMetadata::actions).orElse(List.of());
        if (arguments.getLast().equals("op")) {
            var names = new TreeSet<String>();
            actions.stream().map(AgentMetadata.Action::name).filter(ACTIONS::contains).forEach(names::add);
            return Completion.plain(names.isEmpty() ? List.of("start", "stop", "monitor") : names);
        }
        var name = arguments.get(arguments.lastIndexOf("op") + 1);
        var since = new Position(position.level(), arguments.subList(arguments.lastIndexOf("op"),
                arguments.size()), position.word());
        var words = new ArrayList<Candidate>();
        actions.stream().filter(action -> action.name().equals(name)).findFirst().ifPresent(action -> {
            if (action.timeout().isPositive()) {
                words.add(Candidate.of("timeout=" + Durations.text(action.timeout())));
            }
            if (action.interval().isPositive()) {
                words.add(Candidate.of("interval=" + Durations.text(action.interval())));
            }
        });
        words.removeIf(word -> since.before().stream()
                .anyMatch(typed -> typed.startsWith(word.text().substring(0, word.text().indexOf('=') + 1))));
        words.addAll(Completion.assignments(List.of(new Knowledge.Option("interval", "", List.of()),
                new Knowledge.Option("timeout", "", List.of()),
                new Knowledge.Option("on-fail", "", List.of("restart", "stop", "block", "ignore", "standby",
                        "fence")),
                new Knowledge.Option("role", "", List.of("Started", "Promoted", "Unpromoted"))), since));
        return words;
    }

    /** The long help of the parameter whose {@code =} was just typed. */
    String help(Position position) {
        if (position.arguments().size() < 2) {
            return "";
        }
        var name = position.word().substring(0, position.word().length() - 1);
        return knowledge.metadata(position.arguments().get(1)).flatMap(metadata -> metadata.parameter(name))
                .map(parameter -> name + " (" + parameter.type()
                        + (parameter.defaultValue().isEmpty() ? "" : ", default " + parameter.defaultValue())
                        + "): "
                        + parameter.longText().strip())
                .orElse("");
    }
}
