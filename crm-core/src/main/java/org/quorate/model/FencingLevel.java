package org.quorate.model;

import java.util.List;

/**
 * One level of the fencing topology: the devices that together fence what it aims at. A higher index is tried
 * when the lower ones have failed.
 *
 * @param id empty where the user gave none
 * @param index from 1 to 9
 */
public record FencingLevel(String id, Target target, int index, List<String> devices, Extras extras) {

    public FencingLevel {
        devices = List.copyOf(devices);
    }

    /** Which nodes a level is for. */
    public sealed interface Target {

        record OfNode(String node) implements Target {}

        /** Nodes whose name matches a regular expression. */
        record Pattern(String regex) implements Target {}

        /** Nodes with that value of an attribute. */
        record Attribute(String name, String value) implements Target {}
    }
}
