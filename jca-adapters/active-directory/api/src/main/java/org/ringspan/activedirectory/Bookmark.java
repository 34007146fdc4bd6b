package org.ringspan.activedirectory;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * How far changes were read: one position for each controller that was asked, the last asked first.
 *
 * @param positions at most 16
 */
public record Bookmark(List<Position> positions) {
  /** Nothing was read yet. */
  public static final Bookmark NONE = new Bookmark(List.of());

  /** Positions at most; the oldest is forgotten. */
  public static final int MAX_POSITIONS = 16;

  private static final int MAX_STATE = 256 * 1024;

  /** How changes are read. */
  public enum Method {
    /** DirSync; its cookie means something to other controllers, too. */
    DIRSYNC,
    /** By the highest update number of one controller. */
    UPDATE_NUMBER
  }

  /**
   * A position.
   *
   * @param controller who gave it: the invocation id of its database, which changes when that is
   *     restored from a backup
   * @param method how it was read
   * @param state the cookie, or the update number in decimal
   */
  public record Position(ObjectGuid controller, Method method, DirectoryValue state) {
    /**
     * A position.
     *
     * @throws IllegalArgumentException for more than 256 KiB of state
     */
    public Position {
      if (state.size() > MAX_STATE) {
        throw new IllegalArgumentException("a bookmark of " + state.size() + " octets");
      }
    }
  }

  /** A bookmark. */
  public Bookmark {
    positions = List.copyOf(positions);
    if (positions.size() > MAX_POSITIONS) {
      throw new IllegalArgumentException(positions.size() + " positions");
    }
  }

  /** With a position in front, in place of the one of the same controller and method. */
  public Bookmark with(Position position) {
    var all = new ArrayList<Position>();
    all.add(position);
    positions.stream()
        .filter(
            other ->
                !other.controller().equals(position.controller())
                    || other.method() != position.method())
        .limit(MAX_POSITIONS - 1L)
        .forEach(all::add);
    return new Bookmark(all);
  }

  /** The position of a controller. */
  public Optional<Position> of(ObjectGuid controller, Method method) {
    return positions.stream()
        .filter(position -> position.controller().equals(controller) && position.method() == method)
        .findFirst();
  }

  /** The latest position of any controller. */
  public Optional<Position> latest(Method method) {
    return positions.stream().filter(position -> position.method() == method).findFirst();
  }

  /** As text for a column of a database: a line for each position. */
  public String text() {
    return String.join(
        "\n",
        positions.stream()
            .map(
                position ->
                    position.controller()
                        + " "
                        + position.method()
                        + " "
                        + Base64.getEncoder().encodeToString(position.state().octets()))
            .toList());
  }

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException when it isn't a bookmark's
   */
  public static Bookmark parse(String text) {
    if (text.isBlank()) {
      return NONE;
    }
    var positions = new ArrayList<Position>();
    for (var line : text.split("\n", -1)) {
      var words = line.split(" ", -1);
      if (words.length != 3) {
        throw new IllegalArgumentException("not a bookmark");
      }
      positions.add(
          new Position(
              ObjectGuid.parse(words[0]),
              Method.valueOf(words[1]),
              DirectoryValue.of(Base64.getDecoder().decode(words[2]))));
    }
    return new Bookmark(positions);
  }
}
