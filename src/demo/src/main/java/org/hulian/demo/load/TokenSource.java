package org.hulian.demo.load;

/** Gives access tokens of the demo region's people and systems. */
@FunctionalInterface
public interface TokenSource {
    /**
     * A token that is valid for at least the next half minute.
     *
     * @param sender an institution's code or a login
     */
    String token(String sender);
}
