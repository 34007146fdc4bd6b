package org.ringspan.activedirectory.ldap;

import org.apache.directory.api.ldap.model.message.LdapResult;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.jspecify.annotations.Nullable;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.DirectoryRefusedException;
import org.ringspan.activedirectory.DirectoryUnavailableException;
import org.ringspan.activedirectory.LimitExceededException;
import org.ringspan.activedirectory.NoSuchObjectException;
import org.ringspan.activedirectory.VendorCode;

/** What a result that isn't a success means to a caller. */
final class LdapErrors {
  private LdapErrors() {}

  /** The exception for a result. */
  static ActiveDirectoryException of(LdapResult result, String what) {
    return of(result.getResultCode(), result.getDiagnosticMessage(), what);
  }

  /**
   * The exception for a result.
   *
   * @param diagnostic the peer's text
   * @param what was to be done, such as "search below DC=example,DC=org"
   */
  static ActiveDirectoryException of(
      ResultCodeEnum code, @Nullable String diagnostic, String what) {
    var said = printable(diagnostic == null ? "" : diagnostic);
    var vendor = VendorCode.inDiagnostic(said);
    var words = vendor.map(known -> known.hexadecimal() + ": " + known.words()).orElse(said);
    return switch (code) {
      case NO_SUCH_OBJECT -> new NoSuchObjectException(what, null);
      case SIZE_LIMIT_EXCEEDED ->
          new LimitExceededException(
              LimitExceededException.Limit.SIZE, what + ": more entries than the limit");
      case TIME_LIMIT_EXCEEDED ->
          new LimitExceededException(
              LimitExceededException.Limit.TIME, what + ": took longer than the limit");
      case ADMIN_LIMIT_EXCEEDED ->
          new LimitExceededException(
              LimitExceededException.Limit.ADMINISTRATIVE,
              what + ": more than the controller does for one request");
      case BUSY, UNAVAILABLE ->
          new DirectoryUnavailableException(what + ": the controller is busy: " + words, null);
      default ->
          new DirectoryRefusedException(
              what + ": refused (" + code.getMessage() + ", " + words + ")",
              code.getResultCode(),
              vendor.orElse(null));
    };
  }

  /** A peer's text, fit for a log. */
  static String printable(String text) {
    var start = text.length() <= 300 ? text : text.substring(0, 300) + "…";
    return start.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
  }
}
