/**
 * FHIR operations that gather, count or put together what interactions read and write.
 * They decide nothing about access: every resource they see has come through an interaction.
 */
@NullMarked
package org.hulian.fhir.operation;

import org.jspecify.annotations.NullMarked;
