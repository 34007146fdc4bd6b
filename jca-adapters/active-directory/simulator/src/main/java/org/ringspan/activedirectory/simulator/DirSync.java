package org.ringspan.activedirectory.simulator;

import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The DirSync control (MS-ADTS 3.1.1.3.4.1.3) of one controller. */
final class DirSync {
  static final String OID = "1.2.840.113556.1.4.841";

  /** Objects a page at most, whatever was asked for. */
  private static final int MOST = 1000;

  /** So many changes before its position are told again for a cookie of another controller. */
  private static final int FOREIGN_REWIND = 5;

  private static final int MAGIC = 0x52534453;

  private final SimulatedDomain domain;
  private final SimulatedSearch search;
  private final UUID database;

  DirSync(SimulatedDomain domain, SimulatedSearch search, UUID database) {
    this.domain = domain;
    this.search = search;
    this.database = database;
  }

  /** A page. */
  record Page(List<Entry> entries, Control answer) {}

  private record Request(int flags, int octets, byte[] cookie) {}

  /** Where a reader is: what changed after base is told, up to position it was. */
  private record Position(UUID database, long base, long position) {
    static Position parse(byte[] cookie) throws DirectoryError {
      if (cookie.length != 36 || ByteBuffer.wrap(cookie).getInt() != MAGIC) {
        throw DirectoryError.badControl();
      }
      var buffer = ByteBuffer.wrap(cookie, 4, 32);
      return new Position(
          new UUID(buffer.getLong(), buffer.getLong()), buffer.getLong(), buffer.getLong());
    }

    byte[] cookie() {
      return ByteBuffer.allocate(36)
          .putInt(MAGIC)
          .putLong(database.getMostSignificantBits())
          .putLong(database.getLeastSignificantBits())
          .putLong(base)
          .putLong(position)
          .array();
    }
  }

  Page page(
      Control control, DN base, Filter filter, Collection<String> wanted, Collection<UUID> known)
      throws DirectoryError, LDAPException {
    if (!base.equals(domain.top)) {
      throw DirectoryError.badControl();
    }
    var request = request(control);
    synchronized (domain) {
      var position = position(request.cookie(), known);
      var entries = new ArrayList<Entry>();
      var size = 0L;
      var at = position.position();
      var more = false;
      for (var object : domain.updatedAfter(at, Integer.MAX_VALUE)) {
        if (search.matches(object, filter)) {
          if (entries.size() == MOST || size > request.octets() && !entries.isEmpty()) {
            more = true;
            break;
          }
          var entry = changed(object, wanted, position.base());
          if (entry == null) {
            at = object.updated;
            continue;
          }
          size += 200 + entry.toString().length();
          entries.add(entry);
        }
        at = object.updated;
      }
      var next =
          more
              ? new Position(database, position.base(), at)
              : new Position(database, domain.highestUpdate(), domain.highestUpdate());
      return new Page(entries, answer(more, next.cookie()));
    }
  }

  private Position position(byte[] cookie, Collection<UUID> known) throws DirectoryError {
    if (cookie.length == 0) {
      return new Position(database, 0, 0);
    }
    var position = Position.parse(cookie);
    if (position.database().equals(database)) {
      return position;
    }
    if (!known.contains(position.database())) {
      throw DirectoryError.badControl();
    }
    return new Position(
        database,
        Math.max(0, position.base() - FOREIGN_REWIND),
        Math.max(0, position.position() - FOREIGN_REWIND));
  }

  /** What changed, or null when nothing did that is wanted. */
  private @Nullable Entry changed(SimulatedObject object, Collection<String> wanted, long base) {
    if (base > 0
        && object.updates().entrySet().stream()
            .noneMatch(update -> update.getValue() > base && isWanted(update.getKey(), wanted))) {
      return null;
    }
    var entry = new Entry(object.name);
    for (var name : List.of("objectGUID", "isDeleted")) {
      search.add(entry, object, name, 0, 1);
    }
    if (base == 0) {
      var whole = search.present(object, wanted);
      whole.getAttributes().forEach(entry::addAttribute);
      return entry;
    }
    object
        .updates()
        .forEach(
            (name, update) -> {
              if (update > base && isWanted(name, wanted)) {
                search.add(entry, object, name, 0, SimulatedSearch.RANGE);
                if (!entry.hasAttribute(name)
                    && entry.getAttributes().stream()
                        .noneMatch(a -> a.getBaseName().equalsIgnoreCase(name))) {
                  entry.addAttribute(new Attribute(name, new byte[0][]));
                }
              }
            });
    return entry;
  }

  private static boolean isWanted(String name, Collection<String> wanted) {
    // What every controller keeps for itself isn't replicated, and so isn't told.
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "whenchanged", "distinguishedname", "usncreated" -> false;
      default ->
          wanted.isEmpty()
              || wanted.contains("*")
              || wanted.stream().anyMatch(each -> each.equalsIgnoreCase(name));
    };
  }

  private static Request request(Control control) throws DirectoryError {
    try {
      var value = control.getValue();
      if (value == null) {
        throw DirectoryError.badControl();
      }
      var fields = ASN1Sequence.decodeAsSequence(value.getValue()).elements();
      return new Request(
          ASN1Integer.decodeAsInteger(fields[0]).intValue(),
          ASN1Integer.decodeAsInteger(fields[1]).intValue(),
          ASN1OctetString.decodeAsOctetString(fields[2]).getValue());
    } catch (ASN1Exception | ArrayIndexOutOfBoundsException notOne) {
      throw DirectoryError.badControl();
    }
  }

  /** Whether only what the account may read is asked for. */
  static boolean isForAnybody(Control control) throws DirectoryError {
    return (request(control).flags() & 1) != 0;
  }

  private static Control answer(boolean more, byte[] cookie) {
    return new Control(
        OID,
        true,
        new ASN1OctetString(
            new ASN1Sequence(
                    new ASN1Integer(more ? 1 : 0), new ASN1Integer(0), new ASN1OctetString(cookie))
                .encode()));
  }
}
