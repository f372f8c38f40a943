package org.quorate.crmsh.demo;

import java.util.List;

/** For those who want only the numbers. */
record SilentDisplay() implements Display {

    @Override
    public void say(String text) {}

    @Override
    public void heading(String text) {}

    @Override
    public void event(String who, String what) {}

    @Override
    public void table(List<String> lines) {}

    @Override
    public void close() {}
}
