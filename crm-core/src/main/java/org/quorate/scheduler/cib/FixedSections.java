package org.quorate.scheduler.cib;

import java.util.List;
import org.quorate.cib.ConfigurationCib;
import org.quorate.cib.Element;
import org.quorate.model.Configuration;
import org.quorate.scheduler.situation.Situation;

/**
 * The sections of the CIB that follow from the configuration alone. Where no rule of it looks at the clock
 * they serve for every situation with that configuration.
 *
 * @param configuration what they were made from; the same one is the same object
 */
public record FixedSections(Configuration configuration, List<Element> sections, Dependence dependence) {

    /** Of nothing yet. */
    public static final FixedSections NONE = new FixedSections(Configuration.EMPTY, List.of(),
            Dependence.ON_TIME);

    /** What else but the configuration they depend on. */
    public enum Dependence {
        NONE, ON_TIME
    }

    public FixedSections {
        sections = List.copyOf(sections);
    }

    /** These, where they are those of the situation; else new ones. */
    public FixedSections of(Situation situation) {
        if (holdFor(situation)) {
            return this;
        }
        var element = ConfigurationCib.element(EffectiveConfiguration.of(situation));
        return new FixedSections(situation.configuration(), element.children(),
                Clockless.is(situation.configuration()) ? Dependence.NONE : Dependence.ON_TIME);
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean holdFor(Situation situation) {
        return isTimeless() && configuration == situation.configuration();
    }

    /** Whether time alone changes nothing. */
    public boolean isTimeless() {
        return dependence == Dependence.NONE;
    }
}
