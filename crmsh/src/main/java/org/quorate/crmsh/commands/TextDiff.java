package org.quorate.crmsh.commands;

import java.util.ArrayList;
import java.util.List;

/** The lines in which two texts differ: {@code -} gone, {@code +} new, by a longest common subsequence. */
final class TextDiff {

    private TextDiff() {}

    static List<String> lines(String before, String after) {
        var old = before.lines().toList();
        var fresh = after.lines().toList();
        var common = new int[old.size() + 1][fresh.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = fresh.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(fresh.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        var lines = new ArrayList<String>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < fresh.size()) {
            if (i < old.size() && j < fresh.size() && old.get(i).equals(fresh.get(j))) {
                i++;
                j++;
            } else if (j == fresh.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add("-" + old.get(i++));
            } else {
                lines.add("+" + fresh.get(j++));
            }
        }
        return lines;
    }
}
