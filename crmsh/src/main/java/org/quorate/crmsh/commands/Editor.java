package org.quorate.crmsh.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lets the person at the keyboard change a text in their editor: VISUAL, else EDITOR, else vi. */
final class Editor {

    private final Session session;

    Editor(Session session) {
        this.session = session;
    }

    /** The text as the editor left it. Waits for the editor to end, however long that takes. */
    String edit(String text) {
        try {
            var file = Files.createTempFile("crm-", ".crm");
            try {
                Files.writeString(file, text);
                run(file);
                return Files.readString(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw Refusal.because("the editor cannot be used: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.because("interrupted; nothing changed");
        }
    }

    private void run(Path file) throws IOException, InterruptedException {
        var environment = System.getenv();
        var editor = environment.getOrDefault("VISUAL", environment.getOrDefault("EDITOR", "vi"));
        var process = new ProcessBuilder("/bin/sh", "-c", editor + " \"$1\"", "sh", file.toString())
                .inheritIO()
                .start();
        int exit = process.waitFor();
        if (exit != 0) {
            session.screen().errorLine("warning: the editor ended with " + exit);
            throw Refusal.because("nothing changed");
        }
    }
}
