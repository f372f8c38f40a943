package org.quorate.crmsh.commands;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.quorate.agent.AgentMetadata;
import org.quorate.codec.CodecException;
import org.quorate.codec.JsonAt;
import org.quorate.crmsh.client.Reply;
import org.quorate.crmsh.completion.Knowledge;
import org.quorate.crmsh.language.AgentResolver;
import org.quorate.model.AgentName;
import org.quorate.model.Configuration;
import org.quorate.model.ConfigurationEdit.Section;

/**
 * What completion asks, answered by the daemon; a daemon that does not answer at once has nothing to offer.
 */
public final class LiveKnowledge implements Knowledge {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();

    private final Session session;
    private final Shell shell;
    private Optional<JsonAt> status = Optional.empty();
    private Optional<JsonAt> options = Optional.empty();
    private long asked;

    public LiveKnowledge(Session session, Shell shell) {
        this.session = session;
        this.shell = shell;
    }

    @Override
    public SortedMap<String, String> commands(String level) {
        var names = new TreeMap<String, String>();
        var sections = new Manual().sections(level);
        for (var command : (level.isEmpty() ? shell.root() : shell.level(level)).commands()) {
            if (org.quorate.crmsh.language.CrmLanguage.LATER.contains(command.name())) {
                continue;
            }
            names.put(command.name(),
                    sections.stream().filter(section -> section.name().equals(command.name()))
                            .findFirst().map(Manual.Section::summary).orElse(""));
        }
        return names;
    }

    @Override
    public List<String> levels() {
        return List.copyOf(RootLevel.LEVELS);
    }

    /** The name of this node; empty without a daemon. */
    public Optional<String> node() {
        return status().map(body -> body.text("node", ""));
    }

    private Optional<JsonAt> status() {
        if (status.isEmpty() || System.nanoTime() - asked > FRESH_NANOS) {
            status = ask("/v1/status");
            asked = System.nanoTime();
        }
        return status;
    }

    private Optional<JsonAt> ask(String path) {
        return session.tryGet(path, LIMIT) instanceof Reply.Done(var body)
                ? Optional.of(body)
                : Optional.empty();
    }

    /** What is not as expected counts as not known. */
    private static <T> T orElse(T otherwise, Supplier<T> read) {
        try {
            return read.get();
        } catch (CodecException | Refusal e) {
            return otherwise;
        }
    }

    @Override
    public List<String> nodes() {
        return orElse(List.of(), () -> status()
                .map(body -> body.list("nodes", node -> node.text("node"))).orElse(List.of()));
    }

    @Override
    public SortedMap<String, List<String>> resources() {
        var all = new TreeMap<String, List<String>>();
        return orElse(all, () -> {
            var resources = status().map(body -> body.list("resources", item -> item)).orElse(List.of());
            for (var resource : resources) {
                var nodes = resource.list("running", place -> place.text("node"));
                if (resource.has("primitive")) {
                    all.put(resource.text("primitive"), nodes);
                }
                var group = resource.text("in", resource.text("group", ""));
                if (!group.isEmpty()) {
                    all.merge(group, nodes, LiveKnowledge::both);
                }
            }
            return all;
        });
    }

    private static List<String> both(List<String> one, List<String> other) {
        var all = new ArrayList<>(one);
        other.stream().filter(node -> !one.contains(node)).forEach(all::add);
        return all;
    }

    @Override
    public Configuration configuration() {
        return orElse(Configuration.EMPTY, () -> ((ConfigureLevel) shell.level("configure")).now());
    }

    @Override
    public List<AgentName> agents() {
        return List.copyOf(session.agents().agents());
    }

    @Override
    public Optional<AgentMetadata> metadata(String agent) {
        return new AgentResolver(session.agents())
                .resolve(agent) instanceof AgentResolver.Resolution.Agent(var name)
                        ? session.agents().metadata(name)
                        : Optional.empty();
    }

    @Override
    public List<Option> options(Section section) {
        return switch (section) {
            case PROPERTIES -> options("property");
            case RSC_DEFAULTS -> options("meta");
            case OP_DEFAULTS -> options("op");
        };
    }

    @Override
    public List<Option> metaAttributes() {
        return options("meta");
    }

    private List<Option> options(String field) {
        if (options.isEmpty()) {
            options = ask("/v1/options");
        }
        return orElse(List.of(), () -> options.map(body -> body.list(field, LiveKnowledge::option))
                .orElse(List.of()));
    }

    private static Option option(JsonAt in) {
        var values = in.list("values", JsonAt::text);
        return new Option(in.text("name"), in.text("meaning", ""),
                values.isEmpty() && in.text("type", "").equals("boolean")
                        ? List.of("true", "false")
                        : values);
    }
}
