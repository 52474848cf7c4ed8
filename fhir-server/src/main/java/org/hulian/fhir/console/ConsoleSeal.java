package org.hulian.fhir.console;

import org.hulian.security.crypto.Sealer;

/** What the console seals with: sign-ins under way in a cookie, tokens in the database. */
public record ConsoleSeal(Sealer sealer) {}
