package org.hulian.launcher.region;

/** A name in the region's two languages. */
public record Name(String zh, String en) {}
