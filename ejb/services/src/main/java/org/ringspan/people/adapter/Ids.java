package org.ringspan.people.adapter;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Ids of users and groups as texts. */
public final class Ids {
  private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,17}");

  private Ids() {}

  /** The id that a text is; empty: it is none. */
  public static OptionalLong of(String text) {
    return FORM.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }
}
