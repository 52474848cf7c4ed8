/**
 * Definitions compiled once into instructions, and one run of them over one message.
 * No definition text is looked at while a message is mapped.
 */
@NullMarked
package org.hulian.mappers.engine;

import org.jspecify.annotations.NullMarked;
