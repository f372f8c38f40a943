package org.quorate.daemon;

import java.nio.file.Path;

/** Where the program is installed. */
final class Program {

    private Program() {}

    /** The folder that holds {@code bin} and {@code lib}: named by the launcher, else found from the jar. */
    static Path folder() {
        var named = System.getProperty("quorate.home", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        var source = Program.class.getProtectionDomain().getCodeSource();
        var path = Path.of(source == null ? "." : source.getLocation().getPath()).toAbsolutePath();
        var lib = path.getParent();
        var home = lib == null ? null : lib.getParent();
        return home == null ? path : home;
    }
}
