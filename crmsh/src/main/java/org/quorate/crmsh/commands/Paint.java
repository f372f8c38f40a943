package org.quorate.crmsh.commands;

/** Colours by meaning, where the screen has them. */
record Paint(boolean isOn) {

    /** What a colour says. */
    enum Tone {

        GOOD("32"), BAD("31;1"), WARNING("33"), QUIET("2"), STRONG("1");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    /** How wide a text is without its colours. */
    static int columns(String painted) {
        int columns = 0;
        boolean isCode = false;
        for (int i = 0; i < painted.length(); i++) {
            char c = painted.charAt(i);
            isCode = isCode || c == '\u001b';
            columns += isCode ? 0 : 1;
            isCode = isCode && c != 'm';
        }
        return columns;
    }

    String as(Tone tone, String text) {
        return isOn && !text.isEmpty() ? "\u001b[" + tone.code + "m" + text + "\u001b[0m" : text;
    }
}
