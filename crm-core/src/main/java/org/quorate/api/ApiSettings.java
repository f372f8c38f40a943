package org.quorate.api;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and for whom the API is there.
 *
 * @param group members of this group of the system may call, besides root and the daemon's own user
 * @param connections how many may be open at once; one more is answered with 503 and closed
 * @param idle after how long a connection that sends nothing, or takes nothing, is closed
 */
record ApiSettings(Path socket, String group, int connections, Duration idle) {

    static final int CONNECTIONS = 64;
    static final Duration IDLE = Duration.ofSeconds(60);
}
