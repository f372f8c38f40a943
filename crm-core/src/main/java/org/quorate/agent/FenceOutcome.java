package org.quorate.agent;

import java.time.Duration;

/** How a fencing request ended. Anything but {@link Done} means that the target's state is unknown. */
public sealed interface FenceOutcome {

    /** The device did it. For status: the target is on. */
    record Done(String output) implements FenceOutcome {}

    /** Only for status: the target is off. */
    record IsOff() implements FenceOutcome {}

    record Failed(String why, String output) implements FenceOutcome {}

    record TimedOut(Duration after, String output) implements FenceOutcome {}

    record NotInstalled(String why) implements FenceOutcome {}
}
