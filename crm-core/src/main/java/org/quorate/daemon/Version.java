package org.quorate.daemon;

/** The version of the program. */
final class Version {

    static final String TEXT = "0.1.0";

    /** What this version understands; the cluster works at the lowest of its members. */
    static final int FEATURE_LEVEL = 1;

    private Version() {}
}
