package org.quorate.crmsh.language;

import org.quorate.model.ConfigurationEdit.Section;

/** The words and default ids of the sections of options. */
public final class SectionNames {

    private SectionNames() {}

    /** The id that crmsh gives the first set; here the set without an id. */
    public static String defaultId(Section section) {
        return switch (section) {
            case PROPERTIES -> "cib-bootstrap-options";
            case RSC_DEFAULTS -> "rsc-options";
            case OP_DEFAULTS -> "op-options";
        };
    }

    public static String keyword(Section section) {
        return switch (section) {
            case PROPERTIES -> "property";
            case RSC_DEFAULTS -> "rsc_defaults";
            case OP_DEFAULTS -> "op_defaults";
        };
    }
}
