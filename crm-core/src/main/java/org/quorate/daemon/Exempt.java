package org.quorate.daemon;

import java.io.IOException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.quorate.executor.Guardian;
import org.quorate.model.Configuration;
import org.quorate.model.MetaAttributes;
import org.quorate.model.MetaAttributes.Exclusivity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the guardian which resources to leave alone: those that may run on several nodes. */
final class Exempt {

    private static final Logger LOG = LoggerFactory.getLogger(Exempt.class);

    private final Guardian guardian;
    private Configuration seen = Configuration.EMPTY;
    private SortedSet<String> told = new TreeSet<>();

    Exempt(Guardian guardian) {
        this.guardian = guardian;
    }

    /** Called by the log's thread after each entry. */
    void look(Configuration configuration) {
        if (configuration.equals(seen)) {
            return;
        }
        seen = configuration;
        var exempt = new TreeSet<String>();
        for (var primitive : configuration.primitives()) {
            if (MetaAttributes.exclusivity(configuration, primitive.id()) == Exclusivity.AT_LEAST_ONE) {
                exempt.add(primitive.id().value());
            }
        }
        if (exempt.equals(told)) {
            return;
        }
        try {
            guardian.exempt(exempt);
            told = exempt;
        } catch (IOException e) {
            LOG.warn("the guardian could not be told what to leave alone why=\"{}\"", e.getMessage());
        }
    }
}
