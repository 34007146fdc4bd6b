package org.ringspan.directory.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HD2: pictures of people come from outside, and nothing of the file is served. */
class AvatarPictureTest {
  private static byte[] file(int width, int height, String format) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.GREEN);
    pen.fillRect(0, 0, width, height);
    pen.setColor(Color.RED);
    int side = Math.min(width, height);
    pen.fillRect((width - side) / 2, (height - side) / 2, side, side);
    pen.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  private static BufferedImage shown(byte[] jpeg) throws IOException {
    assertThat(Arrays.copyOf(jpeg, 3)).containsExactly(0xFF, 0xD8, 0xFF);
    return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(jpeg)));
  }

  @ParameterizedTest
  @CsvSource({
    "96,96,jpeg,96",
    "96,96,png,96",
    "300,200,jpeg,200",
    "640,1200,png,256",
    "2999,3000,jpeg,256",
    "1,1,png,1",
    "8000,2,png,2"
  })
  @DisplayName("A square of at most 256 points is made of the middle")
  void square(int width, int height, String format, int side) throws Exception {
    BufferedImage made = shown(AvatarPicture.square(file(width, height, format)));
    assertThat(made.getWidth()).isEqualTo(side);
    assertThat(made.getHeight()).isEqualTo(side);
    Color middle = new Color(made.getRGB(side / 2, side / 2));
    assertThat(middle.getRed()).as("%s", middle).isGreaterThan(200);
    assertThat(middle.getGreen()).as("%s", middle).isLessThan(60);
  }

  @Test
  @DisplayName("What else the file carries is gone")
  void cleaned() throws Exception {
    byte[] carrier = file(64, 64, "jpeg");
    byte[] payload = "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer with = ByteBuffer.allocate(carrier.length + 4 + 2 * payload.length);
    with.put(carrier, 0, 2).put((byte) 0xFF).put((byte) 0xFE);
    with.putShort((short) (payload.length + 2)).put(payload);
    with.put(carrier, 2, carrier.length - 2).put(payload);
    byte[] made = AvatarPicture.square(with.array());
    assertThat(new String(with.array(), StandardCharsets.ISO_8859_1)).contains("<script>");
    assertThat(new String(made, StandardCharsets.ISO_8859_1)).doesNotContain("script");
    assertThat(AvatarPicture.square(made)).as("what was made can be used").isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GIF89a..........", "<svg onload='x'/>...", "", "BM", "%PDF-1.4....."})
  @DisplayName("What is neither JPEG nor PNG is refused, whatever it is called")
  void otherKinds(String text) {
    refused(text.getBytes(StandardCharsets.US_ASCII), "neither JPEG nor PNG");
  }

  private static void refused(byte[] octets, String why) {
    assertThatExceptionOfType(AvatarPicture.Unusable.class)
        .isThrownBy(() -> AvatarPicture.square(octets))
        .withMessageContaining(why);
  }

  @Test
  @DisplayName("A file of more than 1 MiB, or of too many points, isn't decoded")
  void tooLarge() throws IOException {
    refused(new byte[AvatarPicture.LARGEST + 1], "larger than 1024 KiB");
    byte[] png = file(10, 10, "png");
    // A bomb: some octets that say that they are a picture of 60,000 by 60,000.
    ByteBuffer header = ByteBuffer.wrap(png);
    header.putInt(16, 60_000).putInt(20, 60_000);
    CRC32 sum = new CRC32();
    sum.update(png, 12, 17);
    header.putInt(29, (int) sum.getValue());
    refused(png, "60000 × 60000");
  }

  @Test
  @DisplayName("A file that is cut or damaged anywhere is a picture or refused, never a fault")
  void damaged() throws Exception {
    Random random = new Random(81);
    for (String format : new String[] {"jpeg", "png"}) {
      byte[] whole = file(40, 30, format);
      for (int i = 0; i < 400; i++) {
        byte[] broken = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
        for (int flips = random.nextInt(6); flips > 0; flips--) {
          broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
        }
        try {
          BufferedImage made = shown(AvatarPicture.square(broken));
          assertThat(made.getWidth()).isLessThanOrEqualTo(AvatarPicture.SIDE);
        } catch (AvatarPicture.Unusable e) {
          assertThat(e).hasMessageMatching(".+");
        }
      }
    }
  }
}
