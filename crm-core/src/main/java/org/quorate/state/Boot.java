package org.quorate.state;

/**
 * From one start of a machine to the next: nothing that ran before it runs after it.
 *
 * @param machine which machine it is, as its operating system names it; empty where it does not
 * @param id different for each start of the machine; empty where it is not known
 */
public record Boot(String machine, String id) {

    /** Says nothing: of a log that did not tell it, or of a system that has no name for it. */
    public static final Boot UNKNOWN = new Boot("", "");

    public boolean isKnown() {
        return !machine.isEmpty() && !id.isEmpty();
    }

    /** Whether it is certain that between the two the same machine was started anew. */
    public boolean isAnotherThan(Boot other) {
        return isKnown() && other.isKnown() && machine.equals(other.machine) && !id.equals(other.id);
    }
}
