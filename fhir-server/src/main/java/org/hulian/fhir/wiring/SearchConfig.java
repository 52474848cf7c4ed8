package org.hulian.fhir.wiring;

import io.smallrye.config.WithDefault;

/** What a search may cost beyond its own type. Settings {@code hulian.search}. */
public interface SearchConfig {
    /** Steps of one chain, {@code _has} among them. */
    @WithDefault("4")
    int chainDepth();

    /** Resources one step of a chain may lead to. */
    @WithDefault("5000")
    int chainKeys();

    /** Resource types a step without a named type is tried on, and types of a search over several. */
    @WithDefault("16")
    int types();

    /** Resources included beside the matches of one page. */
    @WithDefault("1000")
    int included();

    /** Minutes the pages of a search can be asked for. */
    @WithDefault("60")
    int pageLifeMinutes();

    /** How often {@code :iterate} goes on from what was included. */
    @WithDefault("5")
    int includeRounds();

    /** Resources a search may look through one by one where no index decides, as for {@code _text}. */
    @WithDefault("2000")
    int siftRows();

    /** Codes a value set or hierarchy may bring into a search. */
    @WithDefault("1000")
    int codes();
}
