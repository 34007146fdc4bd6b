package org.ringspan.activedirectory;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A controller understood and said no. Trying again doesn't help unless something changes. */
public final class DirectoryRefusedException extends ActiveDirectoryException {
  private static final long serialVersionUID = 1L;
  private final int resultCode;
  private final @Nullable VendorCode vendorCode;

  /**
   * A refusal.
   *
   * @param message in words, without secrets
   * @param resultCode the code of RFC 4511 4.1.9
   * @param vendorCode what AD said more exactly, when it is known
   */
  public DirectoryRefusedException(
      String message, int resultCode, @Nullable VendorCode vendorCode) {
    super(message, null);
    this.resultCode = resultCode;
    this.vendorCode = vendorCode;
  }

  /** The code of RFC 4511 4.1.9, 49 for a login that was refused. */
  public int resultCode() {
    return resultCode;
  }

  /** What AD said more exactly. */
  public Optional<VendorCode> vendorCode() {
    return Optional.ofNullable(vendorCode);
  }
}
