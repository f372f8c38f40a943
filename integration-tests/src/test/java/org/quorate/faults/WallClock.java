package org.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.quorate.crmsh.lab.LabNode;

/**
 * A wall clock for each node. The kernel has one for all; so every program of a node is given a tiny library
 * that adds to what the C library says of it, as much as a file says at that moment. Programs that ask the
 * kernel itself are not deceived; the JVM, shells and perl ask the C library.
 */
final class WallClock {

    private static final String SOURCE = "wall-clock.c";
    private static final String FILE = "/run/wall-clock";
    private static final String LIBRARY = "wall-clock.so";

    private WallClock() {}

    /** Before anything is started on the node; a second time does nothing. */
    static void install(LabNode node) throws IOException {
        if (node.exec("test", "-e", FILE).succeeded()) {
            return;
        }
        var library = node.disk().resolve(LIBRARY);
        if (!Files.exists(node.seenFromHere(library))) {
            compile(node, library.toString());
        }
        Fault.sh(node, "head -c 8 /dev/zero >" + FILE + " && mkdir /run/etc && echo " + library
                + " >/run/etc/ld.so.preload && mount -t overlay etc -o lowerdir=/run/etc:/etc /etc");
        for (int minutes : new int[]{90, -90, 0}) {
            set(node, minutes);
            long there = Long.parseLong(Fault.sh(node, "date +%s").strip());
            assertThat(there - Instant.now().getEpochSecond() - minutes * 60L)
                    .as("the clock of %s is another one", node.name()).isBetween(-5L, 5L);
        }
    }

    private static void compile(LabNode node, String library) throws IOException {
        try (var source = WallClock.class.getResourceAsStream(SOURCE)) {
            if (source == null) {
                throw new IOException(SOURCE + " is missing");
            }
            var file = node.disk().resolve(SOURCE);
            Files.writeString(node.seenFromHere(file),
                    new String(source.readAllBytes(), StandardCharsets.UTF_8));
            Fault.sh(node, "gcc -O2 -Wall -Werror -shared -fPIC -o " + library + " " + file);
        }
    }

    static void set(LabNode node, int minutes) throws IOException {
        // In place: every program of the node has this file in its memory.
        Files.write(node.seenFromHere(java.nio.file.Path.of(FILE)), ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder()).putLong(minutes * 60L).array(), StandardOpenOption.WRITE);
    }
}
