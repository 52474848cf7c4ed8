package org.hulian.terminology.expand;

/**
 * A sentence in both languages of the hub.
 *
 * @param id under which other terminology servers know it; empty when it is ours alone
 */
public record Text(String id, String en, String zh) {
    /** In a language, {@code zh} or anything else for English. */
    public String in(String language) {
        return language.equals("zh") ? zh : en;
    }
}
