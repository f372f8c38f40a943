package org.quorate.crmsh.language;

import java.util.List;
import org.quorate.model.ResourceSet;

/** Prints sets of resources; {@link SetsParser} is the way back. */
final class SetsPrinter {

    private SetsPrinter() {}

    /**
     * The sets, one behind the other.
     *
     * @param few up to how many resources in a row would be read as no set
     */
    static String print(List<ResourceSet> sets, int few) {
        var text = new StringBuilder();
        var isPlain = sets.stream().allMatch(set -> set.isSequential() && set.requiresAll());
        var count = sets.stream().mapToInt(set -> set.members().size()).sum();
        if (isPlain && count <= few) {
            text.append(' ').append(SetsParser.FORCED);
        }
        sets.forEach(set -> text.append(' ').append(print(set)));
        return text.toString();
    }

    private static String print(ResourceSet set) {
        var qualifier = set.option("role").or(() -> set.option("action")).map(word -> ":" + word).orElse("");
        var members = String.join(" ", set.members().stream().map(member -> member + qualifier).toList());
        if (!set.requiresAll()) {
            return "[ " + members + (set.isSequential() ? " sequential=true ]" : " ]");
        }
        return set.isSequential() ? members : "( " + members + " )";
    }
}
