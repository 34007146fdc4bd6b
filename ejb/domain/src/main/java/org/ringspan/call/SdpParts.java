package org.ringspan.call;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A session description cut at its "m=" lines. Joined again it is the same text.
 *
 * @param session what is said of all streams
 * @param streams in their order
 */
record SdpParts(String session, List<SdpStream> streams) {
  private static final String GROUP = "a=group:";

  SdpParts {
    streams = List.copyOf(streams);
  }

  static SdpParts of(String text) {
    List<SdpStream> streams = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    String session = null;
    for (String line : SdpLines.of(text)) {
      if (line.startsWith("m=")) {
        if (session == null) {
          session = part.toString();
        } else {
          streams.add(new SdpStream(part.toString()));
        }
        part.setLength(0);
      }
      part.append(line);
    }
    if (session == null) {
      return new SdpParts(text, List.of());
    }
    streams.add(new SdpStream(part.toString()));
    return new SdpParts(session, streams);
  }

  /** The text; streams that follow each other are on lines of their own. */
  String text() {
    if (streams.isEmpty()) {
      return session;
    }
    StringBuilder text = new StringBuilder(SdpLines.ended(session));
    streams.subList(0, streams.size() - 1).forEach(s -> text.append(SdpLines.ended(s.text())));
    return text.append(streams.getLast().text()).toString();
  }

  /**
   * With every stream that isn't audio switched off, and out of the groups it was in: a group names
   * no stream that isn't there (RFC 5888 section 9).
   */
  SdpParts audioOnly() {
    Set<String> gone = new HashSet<>();
    List<SdpStream> changed = new ArrayList<>();
    for (SdpStream stream : streams) {
      if (stream.isAudio()) {
        changed.add(stream);
      } else {
        stream.mid().ifPresent(gone::add);
        changed.add(stream.off());
      }
    }
    String without =
        SdpLines.of(session).stream()
            .map(line -> line.startsWith(GROUP) ? without(line, gone) : line)
            .collect(Collectors.joining());
    return new SdpParts(without, changed);
  }

  private static String without(String group, Set<String> gone) {
    String bare = SdpLines.bare(group);
    List<String> words = Arrays.asList(bare.split(" ", -1));
    List<String> left = new ArrayList<>(words);
    left.subList(1, left.size()).removeIf(gone::contains);
    if (left.size() == words.size()) {
      return group;
    }
    return left.size() == 1
        ? ""
        : String.join(" ", left) + group.substring(bare.length(), group.length());
  }

  /**
   * With one stream for each that was offered, in their order: what the answer leaves out is
   * refused, what it has beyond them is left away.
   */
  SdpParts answering(SdpParts offer) {
    List<SdpStream> fitted = new ArrayList<>();
    int next = 0;
    for (SdpStream offered : offer.streams()) {
      if (next < streams.size() && streams.get(next).kind().equals(offered.kind())) {
        fitted.add(streams.get(next));
        next++;
      } else {
        fitted.add(offered.off());
      }
    }
    return new SdpParts(session, fitted);
  }
}
