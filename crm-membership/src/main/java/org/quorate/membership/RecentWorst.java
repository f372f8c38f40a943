package org.quorate.membership;

/**
 * The highest value of the last minute, to ten seconds. Values must not go back in time. One writer and many
 * readers, who may miss what is being written.
 */
public final class RecentWorst {

    private static final long BUCKET_NANOS = 10_000_000_000L;
    private static final int BUCKETS = 7;

    /** Fits into one reference, so that a reader sees a whole one. */
    @SuppressWarnings("ArrayRecordComponent") // written once, compared by nobody
    private record Worst(long[] values, long newest) {}

    private volatile Worst worst;

    /** @param now nanoseconds of any clock that does not go back */
    public RecentWorst(long now) {
        worst = new Worst(new long[BUCKETS], now / BUCKET_NANOS);
    }

    public void add(long value, long now) {
        long bucket = now / BUCKET_NANOS;
        var before = worst;
        if (bucket == before.newest() && value <= before.values()[at(bucket)]) {
            return;
        }
        var values = before.values().clone();
        for (long passed = Math.max(before.newest() + 1, bucket - BUCKETS + 1); passed <= bucket; passed++) {
            values[at(passed)] = 0;
        }
        values[at(bucket)] = Math.max(values[at(bucket)], value);
        worst = new Worst(values, bucket);
    }

    /** Zero when nothing was added. */
    public long of(long now) {
        long bucket = now / BUCKET_NANOS;
        var known = worst;
        long highest = 0;
        for (long back = 0; back < BUCKETS; back++) {
            long looked = bucket - back;
            if (looked <= known.newest() && looked > known.newest() - BUCKETS) {
                highest = Math.max(highest, known.values()[at(looked)]);
            }
        }
        return highest;
    }

    private static int at(long bucket) {
        return (int) Math.floorMod(bucket, (long) BUCKETS);
    }
}
