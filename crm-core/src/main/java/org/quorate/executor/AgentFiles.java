package org.quorate.executor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import org.quorate.model.AgentName;

/** Which file an agent is. Provider {@code quorate} is looked for in our own folder only. */
final class AgentFiles {

    private static final String OURS = "quorate";
    private static final Path INIT_SCRIPTS = Path.of("/etc/init.d");

    /** Those that a node may run. */
    static final List<String> STANDARDS = List.of("lsb", "ocf", "service", "stonith", "systemd");

    private final ExecutorSettings settings;

    AgentFiles(ExecutorSettings settings) {
        this.settings = settings;
    }

    /** Where the agent is or would be; empty for a standard that is not run from a file. */
    Optional<Path> path(AgentName name) {
        return switch (name.standard()) {
            case "ocf" ->
                Optional.of(providers(name.provider()).resolve(name.provider()).resolve(name.type()));
            case "lsb" -> Optional.of(INIT_SCRIPTS.resolve(name.type()));
            case "stonith" -> Optional.of(settings.folders().fenceAgents().resolve(name.type()));
            default -> Optional.empty();
        };
    }

    private Path providers(String provider) {
        return provider.equals(OURS)
                ? settings.folders().ourAgents()
                : settings.folders().ocfRoot().resolve("resource.d");
    }

    SortedSet<AgentName> all() {
        var found = new TreeSet<AgentName>();
        providerNames(settings.folders().ocfRoot().resolve("resource.d")).stream()
                .filter(name -> !name.equals(OURS))
                .forEach(provider -> add(found, "ocf", provider));
        add(found, "ocf", OURS);
        executables(INIT_SCRIPTS, "*").forEach(type -> addName(found, "lsb:" + type));
        executables(settings.folders().fenceAgents(), "fence_*")
                .forEach(type -> addName(found, "stonith:" + type));
        return Collections.unmodifiableSortedSet(found);
    }

    private void add(NavigableSet<AgentName> found, String standard, String provider) {
        executables(providers(provider).resolve(provider), "*")
                .forEach(type -> addName(found, standard + ":" + provider + ":" + type));
    }

    private static void addName(NavigableSet<AgentName> found, String text) {
        AgentName.parse(text).ifPresent(found::add);
    }

    private static NavigableSet<String> providerNames(Path folder) {
        return names(folder, "*", Files::isDirectory);
    }

    private static NavigableSet<String> executables(Path folder, String pattern) {
        return names(folder, pattern, file -> Files.isRegularFile(file) && Files.isExecutable(file));
    }

    private static NavigableSet<String> names(Path folder, String pattern,
            DirectoryStream.Filter<Path> filter) {
        var names = new TreeSet<String>();
        try (var files = Files.newDirectoryStream(folder, pattern)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (!name.startsWith(".") && filter.accept(file)) {
                    names.add(name);
                }
            }
        } catch (IOException e) {
            return names;
        }
        return names;
    }
}
