package org.hulian.fhir.graphql;

/**
 * What one query may cost.
 *
 * @param characters of the document
 * @param depth      fields within each other
 * @param fields     of the query with its fragments filled in, these counted, too
 * @param steps      references and searches one after the other, the first reading among them
 * @param lookups    searches and resources read by their ids
 * @param resources  that are read
 * @param seconds    until it is given up
 */
public record GraphLimits(int characters, int depth, int fields, int steps, int lookups, int resources, int seconds) {}
