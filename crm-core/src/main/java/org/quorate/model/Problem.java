package org.quorate.model;

/**
 * One thing that is wrong with an input.
 *
 * @param path where: {@code primitive web}, {@code property failure-detection}, {@code line 3, column 7}, ...
 * @param message what is wrong and what would be right
 */
public record Problem(String path, String message) {

    @Override
    public String toString() {
        return path.isEmpty() ? message : path + ": " + message;
    }
}
