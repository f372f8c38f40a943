package org.quorate.api;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of the socket: its folder, its rights, and what an earlier daemon left of it. */
final class ApiSocket {

    private static final Logger LOG = LoggerFactory.getLogger(ApiSocket.class);
    private static final int BACKLOG = 64;

    /** What sockaddr_un holds, with its final zero. */
    private static final int LONGEST_PATH = 107;

    private ApiSocket() {}

    /** Binds under another name first: the socket has its rights from the moment it can be found. */
    static ServerSocketChannel bind(Path socket, String group) throws IOException {
        var fresh = socket.resolveSibling(socket.getFileName() + ".new");
        if (fresh.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LONGEST_PATH) {
            throw new IOException("the path of the API socket is too long: " + socket + " (at most "
                    + (LONGEST_PATH - ".new".length()) + " bytes)");
        }
        checkFolder(socket);
        checkNobodyListens(socket);
        Files.deleteIfExists(fresh);
        var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(fresh), BACKLOG);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-rw----"));
            giveToGroup(fresh, group);
            Files.move(fresh, socket, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw new IOException("cannot make the API socket " + socket + ": " + e.getMessage(), e);
        }
    }

    private static void checkFolder(Path socket) throws IOException {
        var folder = socket.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("the folder of the API socket is not there: " + folder);
        }
        var rights = Files.getPosixFilePermissions(folder);
        if (rights.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException("anybody may write in " + folder
                    + ", the folder of the API socket; take that right away: chmod o-w " + folder);
        }
    }

    private static void checkNobodyListens(Path socket) throws IOException {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.isRegularFile(socket, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(socket)
                || Files.isSymbolicLink(socket)) {
            throw new IOException("the API socket would replace something else: " + socket + " is no socket");
        }
        try (var probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.connect(UnixDomainSocketAddress.of(socket));
        } catch (ConnectException e) {
            LOG.info("replacing the API socket that an earlier daemon left socket={}", socket);
            return;
        }
        throw new IOException("another quorated listens on " + socket);
    }

    private static void giveToGroup(Path socket, String group) throws IOException {
        try {
            var principal = socket.getFileSystem().getUserPrincipalLookupService()
                    .lookupPrincipalByGroupName(group);
            Files.getFileAttributeView(socket, PosixFileAttributeView.class).setGroup(principal);
        } catch (UserPrincipalNotFoundException e) {
            LOG.info("no such group, so only root and the daemon's user may call the API group={}", group);
        } catch (java.nio.file.FileSystemException e) {
            LOG.warn("the API socket cannot be given to group={}: {}", group, e.getReason());
        }
    }

    static void unbind(ServerSocketChannel channel, Path socket) {
        try {
            Files.deleteIfExists(socket);
            channel.close();
        } catch (IOException e) {
            LOG.warn("cannot remove the API socket socket={}: {}", socket, e.getMessage());
        }
    }
}
