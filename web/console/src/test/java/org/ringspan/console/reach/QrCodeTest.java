package org.ringspan.console.reach;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QrCodeTest {
  private static final int SCALE = 6;

  @Test
  @DisplayName("A camera reads what was written")
  void readable() throws ReaderException {
    String text = "sip:alice-desk:aB3dE5gH7jK9mN2pQ4rS@ringspan.test";
    assertThat(read(QrCode.dataUrl(text))).isEqualTo(text);
  }

  private static String read(String dataUrl) throws ReaderException {
    String svg =
        new String(
            Base64.getDecoder().decode(dataUrl.substring(dataUrl.indexOf(',') + 1)),
            StandardCharsets.UTF_8);
    Matcher box = Pattern.compile("viewBox='0 0 (\\d+) \\d+'").matcher(svg);
    if (!box.find()) {
      throw NotFoundException.getNotFoundInstance();
    }
    int size = Integer.parseInt(box.group(1)) * SCALE;
    int[] pixels = new int[size * size];
    Arrays.fill(pixels, 0xFFFFFF);
    Matcher dot = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(svg);
    while (dot.find()) {
      for (int y = 0; y < SCALE; y++) {
        int row = (Integer.parseInt(dot.group(2)) * SCALE + y) * size;
        int from = row + Integer.parseInt(dot.group(1)) * SCALE;
        Arrays.fill(pixels, from, from + SCALE, 0);
      }
    }
    LuminanceSource source = new RGBLuminanceSource(size, size, pixels);
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
  }
}
