package org.quorate.api;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.net.ExtendedSocketOptions;
import org.quorate.api.Caller.Right;

/** Tells callers apart by the credentials that the kernel keeps of a connection (SO_PEERCRED, unix(7)). */
final class Callers {

    private static final Path GROUPS = Path.of("/etc/group");

    private final String group;
    private final String self;
    private final Path groups;

    Callers(String group) {
        this(group, System.getProperty("user.name"), GROUPS);
    }

    Callers(String group, String self, Path groups) {
        this.group = group;
        this.self = self;
        this.groups = groups;
    }

    /** Who may call, in words. */
    String allowed() {
        return "root" + (self.equals("root") ? "" : ", " + self) + " and members of group " + group;
    }

    Caller of(SocketChannel channel) {
        try {
            var peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED);
            return of(peer.user().getName(), peer.group().getName());
        } catch (IOException e) {
            return new Caller("(unknown)", Right.NOTHING);
        }
    }

    Caller of(String user, String primaryGroup) {
        boolean may = user.equals("root") || user.equals("0") || user.equals(self)
                || primaryGroup.equals(group)
                || isListed(user);
        return new Caller(user, may ? Right.EVERYTHING : Right.NOTHING);
    }

    /** Whether the group lists the user; it may have changed since the last call, so it is read again. */
    private boolean isListed(String user) {
        try {
            for (var line : Files.readAllLines(groups)) {
                var fields = line.split(":", -1);
                if (fields.length == 4 && fields[0].equals(group)) {
                    return List.of(fields[3].split(",")).contains(user);
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }
}
