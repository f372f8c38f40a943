package org.quorate.executor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A control group for each resource ({@code quorate/TOKEN/RESOURCE} in cgroup v2), which no process can leave
 * by detaching. Where it cannot be made (no cgroup v2, no right to write) there are none, and marks in the
 * environment must do.
 */
final class ResourceCgroups {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceCgroups.class);
    private static final Path MOUNTS = Path.of("/proc/self/mounts");

    private final @Nullable Path folder;

    private ResourceCgroups(@Nullable Path folder) {
        this.folder = folder;
    }

    static ResourceCgroups none() {
        return new ResourceCgroups(null);
    }

    /** Makes this node's folder if the kernel lets us. */
    static ResourceCgroups open(String nodeToken) {
        var root = mount();
        if (root.isEmpty()) {
            return none();
        }
        var folder = root.get().resolve("quorate").resolve(nodeToken.replace('/', '_'));
        try {
            Files.createDirectories(folder);
            var kill = folder.resolve("cgroup.kill");
            if (Files.isWritable(kill) && Files.isWritable(folder.resolve("cgroup.procs"))) {
                return new ResourceCgroups(folder);
            }
        } catch (IOException e) {
            LOG.info("no control groups for resources: {}", e.getMessage());
        }
        return none();
    }

    /** The resource's group, made if it is not there. */
    Optional<Path> of(String resource) {
        if (folder == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.createDirectories(folder.resolve(resource)));
        } catch (IOException e) {
            LOG.warn("no control group resource={}: {}", resource, e.getMessage());
            return Optional.empty();
        }
    }

    /** Where the groups are, for the guardian. */
    Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    Set<Long> processes(String resource) {
        return folder == null ? Set.of() : members(folder.resolve(resource));
    }

    int kill(String resource) {
        return folder == null ? 0 : killGroup(folder.resolve(resource));
    }

    int killAll() {
        if (folder == null) {
            return 0;
        }
        int killed = 0;
        try (var groups = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (var group : groups) {
                killed += killGroup(group);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return killed;
    }

    /** Removes this node's groups that are empty. */
    void removeEmpty() {
        if (folder == null) {
            return;
        }
        try (var groups = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (var group : groups) {
                remove(group);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        remove(folder);
    }

    /** A group with processes in it stays. */
    private static void remove(Path group) {
        var _ = group.toFile().delete();
    }

    private static int killGroup(Path group) {
        var members = members(group);
        if (members.isEmpty()) {
            return 0;
        }
        try {
            Files.writeString(group.resolve("cgroup.kill"), "1");
        } catch (IOException e) {
            LOG.warn("cannot kill control group={}: {}", group, e.getMessage());
        }
        OrphanAgents.awaitEnd(members.stream().flatMap(pid -> ProcessTable.stat(pid).stream()).toList());
        return members.size();
    }

    private static Set<Long> members(Path group) {
        var pids = new HashSet<Long>();
        try {
            for (var line : Files.readAllLines(group.resolve("cgroup.procs"))) {
                pids.add(Long.parseLong(line));
            }
        } catch (IOException e) {
            return Set.of();
        }
        return pids;
    }

    private static Optional<Path> mount() {
        List<String> mounts;
        try {
            mounts = Files.readAllLines(MOUNTS, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return Optional.empty();
        }
        return mounts.stream().map(line -> line.split(" ", -1))
                .filter(fields -> fields.length > 2 && fields[2].equals("cgroup2"))
                .map(fields -> Path.of(fields[1]))
                .findFirst();
    }
}
