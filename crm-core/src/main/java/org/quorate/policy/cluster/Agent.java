package org.quorate.policy.cluster;

import org.quorate.cib.Element;

/**
 * Which agent a definition or a record names.
 *
 * @param provider empty where the standard knows none
 */
public record Agent(String standard, String provider, String type) {

    /** As {@code class}, {@code provider} and {@code type} name it. */
    public static Agent of(Element xml) {
        return new Agent(xml.attribute("class", ""), xml.attribute("provider", ""),
                xml.attribute("type", ""));
    }

    /** The agent that is named there: this one, not another that is alike, where it is the same. */
    public Agent named(Element xml) {
        var named = of(xml);
        return isSame(named) ? this : named;
    }

    public boolean isSame(Agent other) {
        return standard.equals(other.standard) && provider.equals(other.provider) && type.equals(other.type);
    }
}
