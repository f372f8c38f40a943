package org.quorate.crmsh.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.quorate.crmsh.lab.Isolation;
import org.quorate.crmsh.lab.Lab;
import org.quorate.crmsh.lab.LabNode;

/**
 * The example {@code config-examples/web-vip} as this lab can run it: the very file, with the program's
 * path put in; on loopback, where no address can move, with a Dummy in the place of the address.
 */
public record WebVip(String address, int port, String configuration) {

    static final String FILE = "config-examples/web-vip/web-vip.crm";
    private static final String INSTALLED = "/usr/share/quorate/";
    private static final String ADDRESS = "10.77.0.100";
    private static final String LOOPBACK_ADDRESS = "127.77.0.100";
    private static final int LOOPBACK_PORT = 17_080;

    public static WebVip of(Path home, Lab lab) throws IOException {
        var text = Files.readString(home.resolve(FILE)).replace(INSTALLED, home.toAbsolutePath() + "/");
        return switch (lab.isolation()) {
            case Isolation.Namespaces _ -> new WebVip(ADDRESS, 80, text);
            case Isolation.LoopbackOnly _ -> new WebVip(LOOPBACK_ADDRESS, LOOPBACK_PORT, onLoopback(text));
        };
    }

    private static String onLoopback(String text) {
        return text.replaceFirst("ocf:quorate:IPaddr \\\\\n +params [^\n]*\n", "ocf:quorate:Dummy \\\\\n")
                .replace(ADDRESS + " 80", LOOPBACK_ADDRESS + " " + LOOPBACK_PORT)
                .replace("ready_port=80", "ready_port=" + LOOPBACK_PORT);
    }

    public String url() {
        return "http://" + address + (port == 80 ? "" : ":" + port) + "/";
    }

    /** Puts the configuration on a node's disk and returns its path there. */
    public Path writeTo(LabNode node) throws IOException {
        var file = node.disk().resolve("web-vip.crm");
        Files.writeString(node.seenFromHere(file), configuration);
        return file;
    }
}
