/**
 * HTTP: parse, call an interaction, render.
 * No decision is taken here.
 */
@NullMarked
package org.hulian.fhir.rest;

import org.jspecify.annotations.NullMarked;
