package org.quorate.crmsh.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What this machine allows us in order to keep the lab's nodes apart from it. */
public sealed interface Isolation {

    /** Namespaces of our own; {@code asRoot} without a user namespace around them. */
    record Namespaces(boolean asRoot) implements Isolation {

        /** The start of a command that puts what follows into a new world inside this one. */
        List<String> unshare() {
            var command = new ArrayList<>(List.of("setsid", "unshare"));
            if (!asRoot) {
                command.addAll(List.of("--user", "--map-root-user"));
            }
            command.addAll(List.of("--net", "--mount", "--uts", "--ipc", "--pid", "--fork", "--kill-child",
                    "--mount-proc"));
            return command;
        }
    }

    /**
     * No namespaces: nodes are processes on loopback addresses, there is no link to cut, no address to move.
     */
    record LoopbackOnly(String reason) implements Isolation {}

    /** Tries it: the rules (sysctls, AppArmor, seccomp) are too many to read. */
    static Isolation detect() {
        var choice = new Namespaces(isPrivileged());
        var command = new ArrayList<>(choice.unshare());
        command.addAll(List.of("sh", "-c", "mount -t tmpfs tmpfs /run && ip link add lab0 type bridge"));
        try {
            var output = Commands.run(command, Duration.ofSeconds(10));
            return output.succeeded() ? choice : new LoopbackOnly(explain(output.text().strip()));
        } catch (IOException e) {
            return new LoopbackOnly(explain(String.valueOf(e.getMessage())));
        }
    }

    private static String explain(String answer) {
        var why = new StringBuilder("this machine allows no namespaces: ").append(answer.replace('\n', ' '));
        if (read("/proc/sys/user/max_user_namespaces").equals("0")) {
            why.append("; to allow them: sysctl user.max_user_namespaces=10000");
        } else if (read("/proc/sys/kernel/unprivileged_userns_clone").equals("0")) {
            why.append("; to allow them: sysctl kernel.unprivileged_userns_clone=1");
        } else if (read("/proc/sys/kernel/apparmor_restrict_unprivileged_userns").equals("1")) {
            why.append("; to allow them: sysctl kernel.apparmor_restrict_unprivileged_userns=0");
        }
        return why.toString();
    }

    /** CAP_SYS_ADMIN (21) and CAP_NET_ADMIN (12) in the effective set. */
    private static boolean isPrivileged() {
        return read("/proc/self/status").lines().filter(line -> line.startsWith("CapEff:"))
                .map(line -> Long.parseUnsignedLong(line.substring("CapEff:".length()).strip(), 16))
                .anyMatch(
                        capabilities -> (capabilities & (1L << 21)) != 0 && (capabilities & (1L << 12)) != 0);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException _) {
            return "";
        }
    }
}
