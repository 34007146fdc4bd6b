package org.ringspan.sip.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Tells when files have been replaced. {@link #changed} has to be called regularly. */
final class WatchedFiles {
  private final List<Path> files;
  private List<String> inUse;
  private List<String> lastSeen;

  WatchedFiles(List<Path> files) {
    this.files = files;
    this.inUse = stamps();
    this.lastSeen = inUse;
  }

  /** Whether they are others than at the start or when this said so last, and at rest. */
  synchronized boolean changed() {
    List<String> now = stamps();
    // Two files are seldom replaced at the same moment: what changes still is left alone.
    boolean atRest = now.equals(lastSeen);
    lastSeen = now;
    if (atRest && !now.equals(inUse)) {
      inUse = now;
      return true;
    }
    return false;
  }

  /** What tells a file from its next version; a file that isn't there has a stamp too. */
  private List<String> stamps() {
    List<String> stamps = new ArrayList<>();
    for (Path file : files) {
      stamps.add(stamp(file));
    }
    return stamps;
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.lastModifiedTime() + "/" + now.size() + "/" + Objects.toString(now.fileKey());
    } catch (IOException e) {
      // Reading it will tell why.
      return "unreadable";
    }
  }
}
