package org.quorate.codec;

/** Bytes that are not what they should be: damaged, cut short, or of another kind. */
public final class CodecException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String what;
    private final String where;

    /**
     * @param what what is wrong, in words
     * @param where the place: {@code resources[3].agent}, {@code line 3, column 7}; empty for the whole
     */
    public CodecException(String what, String where) {
        super(where.isEmpty() ? what : where + ": " + what);
        this.what = what;
        this.where = where;
    }

    public String what() {
        return what;
    }

    public String where() {
        return where;
    }
}
