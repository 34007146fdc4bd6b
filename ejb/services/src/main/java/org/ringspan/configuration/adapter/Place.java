package org.ringspan.configuration.adapter;

/**
 * A place in a document.
 *
 * @param path as people write it: {@code users[0].name}
 * @param pointer as programs do (RFC 6901): {@code /users/0/name}
 */
record Place(String path, String pointer) {
  static final Place ROOT = new Place("", "");

  Place field(String name) {
    return new Place(
        path.isEmpty() ? name : path + "." + name,
        // rfc6901#section-3: "'~' needs to be encoded as '~0' and '/' needs to be encoded as '~1'"
        pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
  }

  Place element(int index) {
    return new Place(path + "[" + index + "]", pointer + "/" + index);
  }
}
