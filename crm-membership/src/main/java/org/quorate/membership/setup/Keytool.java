package org.quorate.membership.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the JDK's keytool as a process. */
final class Keytool {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Keytool() {}

    /** The password goes through the environment, where other users cannot see it. */
    static String run(String password, String input, List<String> arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-J-Xshare:auto"));
        command.addAll(arguments);
        command.addAll(List.of("-storetype", "PKCS12", "-storepass:env", "QUORATE_STORE_PASSWORD"));
        var builder = new ProcessBuilder(command);
        builder.environment().put("QUORATE_STORE_PASSWORD", password);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        var process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("keytool took longer than " + LIMIT.toSeconds() + " s");
        }
        if (process.exitValue() != 0) {
            throw new IOException("keytool " + arguments.getFirst() + " failed: " + output.strip());
        }
        return output;
    }
}
