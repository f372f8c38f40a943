package org.quorate.daemon;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a daemon that met its own error: its supervisor starts it again, the guardian ends what it ran.
 */
final class Crash {

    /** Exit status of a daemon that found itself in error. */
    static final int EXIT_STATUS = 70;

    private static final Logger LOG = LoggerFactory.getLogger(Crash.class);

    private Crash() {}

    static void end(Thread thread, Throwable error) {
        LOG.error("quorated ends: an error of its own in thread {}", thread.getName(), error);
        Runtime.getRuntime().halt(EXIT_STATUS);
    }
}
