package org.ringspan.configuration.adapter;

/** A seed document can't be loaded; the message names the field in one line. */
final class SeedRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SeedRefused(String path, String why) {
    super("seed document: " + (path.isEmpty() ? "" : path + ": ") + why);
  }
}
