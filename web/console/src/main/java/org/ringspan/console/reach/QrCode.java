package org.ringspan.console.reach;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Text as a QR code (ISO/IEC 18004), for the camera of a telephone. */
final class QrCode {
  private static final int QUIET_ZONE = 4;

  private QrCode() {}

  /**
   * The code as a picture in a data URL.
   *
   * @throws IllegalArgumentException when the text is too long for one
   */
  static String dataUrl(String text) {
    StringBuilder path = new StringBuilder();
    int size;
    try {
      BitMatrix code =
          new QRCodeWriter()
              .encode(
                  text,
                  BarcodeFormat.QR_CODE,
                  0,
                  0,
                  Map.of(
                      EncodeHintType.ERROR_CORRECTION,
                      ErrorCorrectionLevel.M,
                      EncodeHintType.MARGIN,
                      QUIET_ZONE));
      size = code.getWidth();
      for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
          if (code.get(x, y)) {
            path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
          }
        }
      }
    } catch (WriterException e) {
      throw new IllegalArgumentException("the text is too long for a QR code", e);
    }
    String svg =
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 "
            + size
            + " "
            + size
            + "' shape-rendering='crispEdges'><rect width='100%' height='100%' fill='#fff'/><path d='"
            + path
            + "'/></svg>";
    return "data:image/svg+xml;base64,"
        + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
  }
}
