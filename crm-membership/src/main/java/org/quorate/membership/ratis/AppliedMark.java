package org.quorate.membership.ratis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.quorate.membership.LogStartFailed;
import org.quorate.membership.setup.Advice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code applied} beside the log: the index of the newest entry that this voter has applied, so that
 * a log which comes back shorter is found out before it votes. Every applied entry is on this voter's disk
 * and committed; nobody may ever take it away.
 *
 * <p>Written in place and never forced to disk. After a crash of the machine it may be older than the log,
 * never newer: then it finds less, and accuses no log that is whole.
 */
final class AppliedMark {

    static final String FILE = "applied";

    private static final Logger LOG = LoggerFactory.getLogger(AppliedMark.class);
    private static final int SIZE = 2 * Long.BYTES;
    private static final long NOTHING = -1;

    private final FileChannel channel;
    private final ByteBuffer bytes = ByteBuffer.allocate(SIZE);
    private long highest;
    private boolean failed;

    private AppliedMark(FileChannel channel, long highest) {
        this.channel = channel;
        this.highest = highest;
    }

    /** What the mark says; -1 where there is none. */
    static long read(Path dataFolder) throws LogStartFailed {
        var file = dataFolder.resolve(FILE);
        if (!Files.exists(file)) {
            return NOTHING;
        }
        try {
            var content = ByteBuffer.wrap(Files.readAllBytes(file));
            if (content.remaining() == SIZE) {
                long index = content.getLong();
                if (index == ~content.getLong()) {
                    return index;
                }
            }
            throw new LogStartFailed("the mark of what this node had applied is damaged", file.toString(),
                    Advice.RETURN);
        } catch (IOException e) {
            throw new LogStartFailed("the mark of what this node had applied cannot be read", file.toString(),
                    String.valueOf(e.getMessage()));
        }
    }

    /** Ready to be raised; what it says stands until then. */
    static AppliedMark open(Path dataFolder, long index) throws IOException {
        var channel = FileChannel.open(dataFolder.resolve(FILE), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var mark = new AppliedMark(channel, index);
        if (channel.size() == 0) {
            mark.write();
            channel.force(true);
        }
        return mark;
    }

    /** An index below one that was marked before is an entry that is applied again, after a restart. */
    synchronized void raise(long index) {
        if (index <= highest || failed) {
            return;
        }
        highest = index;
        try {
            write();
        } catch (IOException e) {
            failed = true;
            LOG.warn("what is applied is marked no more: {}", e.getMessage());
        }
    }

    /** One write within a page, in place: it is there as a whole or not at all. */
    private void write() throws IOException {
        bytes.clear().putLong(highest).putLong(~highest).flip();
        if (channel.write(bytes, 0) != SIZE) {
            throw new IOException("half of the mark was written");
        }
    }

    synchronized void close() {
        failed = true;
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("the mark of what is applied was not closed: {}", e.getMessage());
        }
    }
}
