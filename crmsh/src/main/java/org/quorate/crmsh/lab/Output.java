package org.quorate.crmsh.lab;

/** How a command ended: its exit status (128 + signal if killed) and what it printed, output and errors. */
public record Output(int exit, String text) {

    public boolean succeeded() {
        return exit == 0;
    }
}
