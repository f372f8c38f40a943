package org.quorate.model;

import java.util.List;

/**
 * An option that the configuration can set.
 *
 * @param aliases older names, read as this one
 * @param defaultValue empty where there is none
 * @param meaning one line for people
 */
public record Option(String name, List<String> aliases, OptionKind kind, String defaultValue,
        String meaning) {

    public Option {
        aliases = List.copyOf(aliases);
    }
}
