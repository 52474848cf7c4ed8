package org.hulian.mappers.definition;

import org.jspecify.annotations.Nullable;

/**
 * One part of a natural key.
 *
 * @param path     place in the message, null when the part is another resource's id
 * @param ref      alias of that resource
 * @param with     function giving the text, null for the text itself
 * @param optional whether the key stands without it
 */
public record KeyPart(
        @Nullable SourcePath path,
        @Nullable String ref,
        @Nullable String with,
        boolean optional) {}
