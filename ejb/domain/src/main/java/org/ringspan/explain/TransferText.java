package org.ringspan.explain;

/** What becomes of a transfer, in plain English. */
final class TransferText {
  private TransferText() {}

  static String of(int status) {
    if (status < 200) {
      return "it is told that it rings where the call was transferred";
    }
    if (status < 300) {
      return "it is told that somebody has answered where the call was transferred";
    }
    return "it is told that the transfer has failed with " + status;
  }
}
