package org.quorate.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.quorate.state.Boot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Linux calls this machine, and this start of it (machine-id(5); random(4), "boot_id"). In a container
 * the second is the host's, which goes on when the container ends: then a boot proves nothing, as it should.
 */
final class BootNames {

    private static final Logger LOG = LoggerFactory.getLogger(BootNames.class);
    private static final Path MACHINE = Path.of("/etc/machine-id");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private BootNames() {}

    /** {@link Boot#UNKNOWN} where one of the two is missing. */
    static Boot read() {
        return read(MACHINE, BOOT);
    }

    static Boot read(Path machine, Path boot) {
        try {
            var found = new Boot(Files.readString(machine).strip(), Files.readString(boot).strip());
            return found.isKnown() ? found : Boot.UNKNOWN;
        } catch (IOException e) {
            LOG.info("boot unknown why={}", e.toString());
            return Boot.UNKNOWN;
        }
    }
}
