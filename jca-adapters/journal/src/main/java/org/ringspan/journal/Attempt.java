package org.ringspan.journal;

/**
 * One attempt to carry out an intent.
 *
 * @param key the same for all attempts of this intent, different for every other
 * @param mayHaveRun whether an earlier attempt may have been carried out without our knowing: there
 *     was one whose end we don't know, or the server was started again since. Where an operation
 *     can't be repeated harmlessly, look for the key's mark on the remote side first. False is
 *     certain
 */
public record Attempt(IdempotencyKey key, boolean mayHaveRun) {}
