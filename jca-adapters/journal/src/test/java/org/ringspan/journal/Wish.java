package org.ringspan.journal;

/** The intent of tests: an object has a value. */
public record Wish(String object, String value) {}
