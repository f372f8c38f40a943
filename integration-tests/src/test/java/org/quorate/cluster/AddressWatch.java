package org.quorate.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.quorate.crmsh.lab.Command;
import org.quorate.crmsh.lab.LabNode;

/**
 * What a tiny watcher inside a node has seen of an address: {@code appears} with the beginning of the
 * last look that did not find it, {@code gone} with the end of the first that did not, in microseconds of
 * CLOCK_MONOTONIC. So the address was there at most between the two.
 */
record AddressWatch(List<String> lines) {

    private static final String FILE = "address-watch";

    static void start(LabNode node, String address) throws IOException {
        try (var script = AddressWatch.class.getResourceAsStream("address-watch.pl")) {
            if (script == null) {
                throw new IOException("address-watch.pl is missing");
            }
            var file = node.disk().resolve(FILE);
            Files.deleteIfExists(node.seenFromHere(file));
            node.start(
                    Command.of("perl", "-e", new String(script.readAllBytes(), StandardCharsets.UTF_8), "--",
                            address).loggingTo(file));
        }
    }

    static AddressWatch read(LabNode node) {
        Path file = node.seenFromHere(node.disk().resolve(FILE));
        try {
            return new AddressWatch(Files.exists(file) ? Files.readAllLines(file) : List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isPresent(String word) {
        return times(word).findAny().isPresent();
    }

    LongStream times(String word) {
        return lines.stream().filter(line -> line.startsWith(word + " "))
                .mapToLong(line -> Long.parseLong(line.substring(word.length() + 1)));
    }
}
