/**
 * Queries in GraphQL over FHIR, <a href="https://hl7.org/fhir/R4/graphql.html">graphql.html</a>: what is asked, whether it
 * may be asked, and the answer made of it. A pure core that says which resources it still lacks; whoever runs it reads
 * them within the caller's access and asks again.
 */
@NullMarked
package org.hulian.fhir.graphql;

import org.jspecify.annotations.NullMarked;
