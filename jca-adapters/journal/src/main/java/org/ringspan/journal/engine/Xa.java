package org.ringspan.journal.engine;

import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;

/** Exceptions of XA with words. */
final class Xa {

  private Xa() {}

  static XAException error(int code, String why) {
    return error(code, why, null);
  }

  static XAException error(int code, String why, @Nullable Throwable cause) {
    var exception = new XAException(why);
    exception.errorCode = code;
    if (cause != null) {
      exception.initCause(cause);
    }
    return exception;
  }
}
