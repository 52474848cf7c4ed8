package org.hulian.fhir.feed;

import org.jspecify.annotations.Nullable;

/**
 * Which way a message came.
 *
 * @param institution code of the institution that signed in (client certificate or token), or null when nobody did
 * @param address     network address of the system
 * @param charset     what the transport says about the bytes, or null
 */
record Origin(
        @Nullable String institution,
        @Nullable String address,
        @Nullable String charset) {}
