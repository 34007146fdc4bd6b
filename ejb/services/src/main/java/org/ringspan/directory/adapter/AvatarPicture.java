package org.ringspan.directory.adapter;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.event.IIOReadUpdateListener;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes a small square of a picture from elsewhere. What is served afterwards was written here,
 * from nothing but points: whatever else the file carried is gone.
 */
final class AvatarPicture {
  /** Octets at most. */
  static final int LARGEST = 1024 * 1024;

  /** The side of what is made, points at most. */
  static final int SIDE = 256;

  /** Points of a picture at most, and of its longer side. */
  private static final long MOST_POINTS = 9_000_000;

  private static final int LONGEST_SIDE = 8192;

  /** A progressive JPEG has about ten; one that has hundreds is meant to keep us busy. */
  private static final int MOST_PASSES = 30;

  private static final float QUALITY = 0.85f;
  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private AvatarPicture() {}

  /** It can't be used; the message says why. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
      super(message);
    }

    Unusable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * A square JPEG of the middle of a JPEG or PNG.
   *
   * @throws Unusable when it is something else, too large, or broken
   */
  static byte[] square(byte[] octets) throws Unusable {
    if (octets.length > LARGEST) {
      throw new Unusable("larger than " + LARGEST / 1024 + " KiB");
    }
    try {
      return written(read(octets));
    } catch (IOException e) {
      throw new Unusable("broken, or of a kind that isn't known", e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
      // What the decoders of the JDK throw for some broken files.
      throw new Unusable("broken", e);
    }
  }

  private static String format(byte[] octets) throws Unusable {
    if (begins(octets, JPEG)) {
      return "jpeg";
    }
    if (begins(octets, PNG)) {
      return "png";
    }
    throw new Unusable("neither JPEG nor PNG");
  }

  private static boolean begins(byte[] octets, byte[] with) {
    return octets.length > with.length
        && Arrays.equals(octets, 0, with.length, with, 0, with.length);
  }

  private static BufferedImage read(byte[] octets) throws IOException, Unusable {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format(octets));
    ImageReader reader = readers.next();
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(octets))) {
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if (width < 1 || height < 1) {
        throw new Unusable("empty");
      }
      if ((long) width * height > MOST_POINTS || Math.max(width, height) > LONGEST_SIDE) {
        throw new Unusable("too large: " + width + " × " + height + " points");
      }
      Passes passes = new Passes();
      reader.addIIOReadUpdateListener(passes);
      ImageReadParam param = reader.getDefaultReadParam();
      // About twice as many points as are needed.
      int step = Math.max(1, Math.min(width, height) / (2 * SIDE));
      param.setSourceSubsampling(step, step, 0, 0);
      BufferedImage image = reader.read(0, param);
      if (passes.tooMany) {
        throw new Unusable("more than " + MOST_PASSES + " passes");
      }
      return image;
    } finally {
      reader.dispose();
    }
  }

  /** Stops what takes too many passes. */
  private static final class Passes implements IIOReadUpdateListener {
    private boolean tooMany;

    @Override
    public void passStarted(
        ImageReader source,
        BufferedImage image,
        int pass,
        int first,
        int last,
        int x,
        int y,
        int stepX,
        int stepY,
        int[] bands) {
      if (pass > MOST_PASSES) {
        tooMany = true;
        source.abort();
      }
    }

    @Override
    public void imageUpdate(
        ImageReader source,
        BufferedImage image,
        int x,
        int y,
        int width,
        int height,
        int stepX,
        int stepY,
        int[] bands) {
      // Only passes count.
    }

    @Override
    public void passComplete(ImageReader source, BufferedImage image) {
      // Only beginnings count.
    }

    @Override
    public void thumbnailPassStarted(
        ImageReader source,
        BufferedImage image,
        int pass,
        int first,
        int last,
        int x,
        int y,
        int stepX,
        int stepY,
        int[] bands) {
      // Thumbnails aren't read.
    }

    @Override
    public void thumbnailUpdate(
        ImageReader source,
        BufferedImage image,
        int x,
        int y,
        int width,
        int height,
        int stepX,
        int stepY,
        int[] bands) {
      // Thumbnails aren't read.
    }

    @Override
    public void thumbnailPassComplete(ImageReader source, BufferedImage image) {
      // Thumbnails aren't read.
    }
  }

  private static byte[] written(BufferedImage image) throws IOException {
    int cut = Math.min(image.getWidth(), image.getHeight());
    int side = Math.min(SIDE, cut);
    int left = (image.getWidth() - cut) / 2;
    int top = (image.getHeight() - cut) / 2;
    BufferedImage square = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = square.createGraphics();
    try {
      pen.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      pen.setColor(java.awt.Color.WHITE);
      pen.fillRect(0, 0, side, side);
      pen.drawImage(image, 0, 0, side, side, left, top, left + cut, top + cut, null);
    } finally {
      pen.dispose();
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(octets)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(QUALITY);
      writer.write(null, new IIOImage(square, null, null), param);
    } finally {
      writer.dispose();
    }
    return octets.toByteArray();
  }
}
