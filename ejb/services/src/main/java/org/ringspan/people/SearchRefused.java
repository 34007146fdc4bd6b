package org.ringspan.people;

import jakarta.ejb.ApplicationException;

/** A search asks for what can't be looked for; the message says what. */
@ApplicationException(rollback = true)
public class SearchRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SearchRefused(String message) {
    super(message);
  }
}
