package org.ringspan.configuration.adapter;

/** What the configuration has to know of the media engine, which is set when the server starts. */
public final class MediaEngineSetting {
  private static final String ENGINE = "ringspan.media.engine";

  private MediaEngineSetting() {}

  /** Whether media can be encrypted: rtpengine does it, the engine inside the server doesn't. */
  public static boolean encrypts() {
    return System.getProperty(ENGINE, "embedded").strip().equals("rtpengine");
  }
}
