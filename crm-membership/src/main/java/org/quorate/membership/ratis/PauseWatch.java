package org.quorate.membership.ratis;

import org.apache.ratis.server.RaftServer;
import org.apache.ratis.util.JvmPauseMonitor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ratis looks for pauses of the JVM three times a second, for ever, at a fifth of the processor time that a
 * whole idle daemon may use; how often cannot be set. Our heartbeat thread notices a pause itself, and a
 * leader without contact resigns, so that watch is ended.
 */
final class PauseWatch {

    private static final Logger LOG = LoggerFactory.getLogger(PauseWatch.class);
    private static final String FIELD = "pauseMonitor";

    private PauseWatch() {}

    /**
     * Ends it where it is found; where a later Ratis keeps it elsewhere it goes on, and costs what it costs.
     */
    static void end(RaftServer server) {
        try {
            var field = server.getClass().getDeclaredField(FIELD);
            field.setAccessible(true);
            if (field.get(server) instanceof JvmPauseMonitor monitor) {
                monitor.stop();
            }
        } catch (ReflectiveOperationException e) {
            LOG.debug("the log's watch for pauses goes on: {}", e.toString());
        }
    }
}
