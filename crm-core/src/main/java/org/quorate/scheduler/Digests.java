package org.quorate.scheduler;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/**
 * Digests of parameters, by which a change is seen. Made as Pacemaker makes its {@code op-digest} (MD5 of the
 * parameters as one XML element), so that both agree on an imported status.
 */
public final class Digests {

    private Digests() {}

    public static String of(SortedMap<String, String> parameters) {
        var text = new StringBuilder(" <parameters");
        parameters.forEach((name, value) -> text.append(' ').append(name).append("=\"").append(escaped(value))
                .append('"'));
        text.append("/>\n");
        try {
            var md5 = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(md5.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
