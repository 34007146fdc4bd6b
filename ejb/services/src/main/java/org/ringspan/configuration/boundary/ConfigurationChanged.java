package org.ringspan.configuration.boundary;

/** The configuration has changed in a transaction; to be observed after its success. */
public record ConfigurationChanged() {}
