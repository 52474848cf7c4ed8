package org.hulian.fhir.store.postgres;

import org.hulian.fhir.search.index.IndexExtractor;

/**
 * How bodies are indexed and compared.
 *
 * @param secret mixed into content hashes
 */
record Indexing(IndexExtractor extractor, byte[] secret) {}
