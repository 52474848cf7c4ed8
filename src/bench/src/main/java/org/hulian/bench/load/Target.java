package org.hulian.bench.load;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.hulian.bench.measure.CpuMeter;

/**
 * A server under load.
 *
 * @param token gives a bearer token valid now, empty when the server asks for none
 */
public record Target(String name, URI base, Supplier<Optional<String>> token, CpuMeter cpu) {}
